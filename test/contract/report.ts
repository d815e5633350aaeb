import { join } from 'node:path'
import { PRODUCT_FILES } from './product-files'
import type { Result } from './statement'

/** What a run found out about one service. `left` is what could not be cleaned up. */
export type Part = {
  service: string
  standIn: Result[]
  real: Result[] | undefined
  /** Why the real service was not asked. */
  reason: string | undefined
  calls: number | undefined
  left: number
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

const shown = ({ outcome, saw }: Result): string => `**${outcome}**: ${saw}`

const rowOf = (part: Part, result: Result, i: number): string => {
  const real = part.real?.[i]
  const files = result.leansOn.map((file) => `\`${PRODUCT_FILES[file]}\``).join(', ')
  const cells = [result.says, shown(result), real ? shown(real) : 'not asked', files || 'nothing']
  return `| ${cells.map(cell).join(' | ')} |`
}

const summaryOf = ({ service, real, reason, calls, left }: Part): string => {
  if (!real) {
    return `${service} itself was not asked: ${reason ?? 'no keys'}.`
  }
  const count = (outcome: Result['outcome']) => real.filter((result) => result.outcome === outcome).length
  const counts = `${count('holds')} hold, ${count('differs')} differ, ${count('not tried')} not tried, ${count('failed')} failed`
  const spent = calls === undefined ? '' : ` ${calls} calls.`
  return `${service} itself: ${counts}.${spent} ${left === 0 ? 'Everything was cleaned up.' : `**${left} things could not be deleted.**`}`
}

/** Where the report of a run with the stand-ins alone is kept. */
export const DOCS_FILE = join(__dirname, '..', '..', 'docs', 'contract.md')

/**
 * The report of a run, in Markdown: each statement, what the stand-in does, what the real service did, and which
 * files of the product lean on it.
 */
export const reportOf = (parts: Part[], at: Date): string => withIntroduction(`${at.toISOString()}.`, parts)

/** The same for the docs, without a date: two runs with the same stand-ins are equal. */
export const docsReportOf = (parts: Part[]): string =>
  withIntroduction(
    'Written by `npm run contract -- --docs`, which asks the stand-ins alone. `npm run contract` also asks the real services, when it has keys.',
    parts
  )

const withIntroduction = (introduction: string, parts: Part[]): string =>
  [
    '# The contract with the real services',
    `${introduction} A statement is something that the product takes for granted. Where a real service differs, look at the files that lean on it, and change the stand-in as well.`,
    ...parts.flatMap((part) => [
      `## ${part.service}`,
      summaryOf(part),
      [
        '| statement | stand-in | real service | what leans on it |',
        '| --- | --- | --- | --- |',
        ...part.standIn.map((result, i) => rowOf(part, result, i)),
      ].join('\n'),
    ]),
  ].join('\n\n') + '\n'
