import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nameOf, type Case } from './cases'
import { BOTPRESS_FAULTS, BREVO_FAULTS } from './matrix-faults'
import { FLOWS } from './matrix-flows'

/** What came of a case. `struck`: whether the fault has met a call at all. */
export type Tried = { flow: string; service: 'brevo' | 'botpress'; each: Case; struck: boolean; breaches: string[] }

/** Not in the repository: what was tried belongs to the run. */
const FOLDER = join(__dirname, '..', '..', 'dist', 'faults')

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

/**
 * Writes the table of one world into `dist/faults`.
 * @returns the file
 */
export const writeReport = async (world: string, text: string): Promise<string> => {
  const file = join(FOLDER, `${world}.md`)
  await mkdir(FOLDER, { recursive: true })
  await writeFile(file, `# Every fault at every step, in the world "${world}"\n\n${text}\n`)
  return file
}
