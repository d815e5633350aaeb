import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nameOf, type Case } from './matrix'
import { BOTPRESS_FAULTS, BREVO_FAULTS } from './matrix-faults'
import { FLOWS } from './matrix-flows'

/** What came of a case. `struck`: whether the fault has met a call at all. */
export type Tried = { flow: string; service: 'brevo' | 'botpress'; each: Case; struck: boolean; breaches: string[] }

const FILE = join(__dirname, 'RESULTS.md')
const [BEGIN, END] = ['<!-- matrix: written by the run -->', '<!-- end of matrix -->']

const cell = (tried: Tried[]): string => {
  if (tried.length === 0) {
    return ''
  }
  const survived = tried.filter(({ breaches }) => breaches.length === 0).length
  return survived === tried.length ? String(survived) : `**${survived} of ${tried.length}**`
}

const table = (tried: Tried[], service: Tried['service'], faults: string[]): string => {
  const of = tried.filter((each) => each.service === service)
  const rows = FLOWS.map(({ name }) => {
    const cells = faults.map((fault) => cell(of.filter((each) => each.flow === name && each.each.fault.name === fault)))
    return `| ${[name, ...cells].join(' | ')} |`
  })
  return [`| flow | ${faults.join(' | ')} |`, `|---|${faults.map(() => '---').join('|')}|`, ...rows].join('\n')
}

const namesOf = (faults: { name: string }[]): string[] => faults.map(({ name }) => name)

/** The table of what was tried and survived. */
export const report = (tried: Tried[]): string => {
  const survived = tried.filter(({ breaches }) => breaches.length === 0)
  const missed = tried.filter(({ struck }) => !struck)
  const broken = tried.filter(({ breaches }) => breaches.length > 0)
  return [
    `${survived.length} of ${tried.length} cases survived. Each number below is of cases (steps of the flow, and how long the fault lasts) that were tried and survived; "**n of m**" where some were not. In ${missed.length} cases the call that should have failed did not come this time (what runs at the same time has no fixed order).`,
    `Faults of Brevo:\n\n${table(tried, 'brevo', namesOf(BREVO_FAULTS))}`,
    `Faults of Botpress:\n\n${table(tried, 'botpress', namesOf(BOTPRESS_FAULTS))}`,
    ...broken.map(({ flow, each, breaches }) => `- ${flow}: ${nameOf(each)}: ${breaches.join('; ')}`),
  ].join('\n\n')
}

/** Puts the table into RESULTS.md, between its marks. */
export const writeReport = async (text: string): Promise<void> => {
  const old = await readFile(FILE, 'utf8')
  const [before = '', rest = ''] = old.split(BEGIN)
  const [, after = ''] = rest.split(END)
  await writeFile(FILE, `${before}${BEGIN}\n\n${text}\n\n${END}${after}`)
}
