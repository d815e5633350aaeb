import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The page of the docs with the last run that was put there. */
export const DOCS_FILE = join(__dirname, '..', 'docs', 'bench.md')

/** Between these lines stands what a run writes; everything else of the page is written by hand. */
const BEGIN = '<!-- Written by `npm run bench -- --docs`. -->'
const END = '<!-- The rest is written by hand. -->'

/** A page, taken apart at the two lines. */
export type Page = { before: string; measured: string; after: string }

/** @throws {Error} when one of the lines is missing */
export const takeApart = (page: string): Page => {
  const [before, others, ...none] = page.split(BEGIN)
  const [measured, after, ...more] = (others ?? '').split(END)
  if (before === undefined || measured === undefined || after === undefined || none.length + more.length > 0) {
    throw new Error(`docs/bench.md must have these two lines, once each:\n${BEGIN}\n${END}`)
  }
  return { before, measured, after }
}

/** Puts a run into a page, in place of the one that was there. @throws {Error} as {@link takeApart} does */
export const withMeasured = (page: string, measured: string): string => {
  const { before, after } = takeApart(page)
  return `${before}${BEGIN}\n\n${measured.trim()}\n\n${END}${after}`
}

/** Puts a run into docs/bench.md. @throws {Error} as {@link takeApart} does */
export const writeDocs = async (measured: string): Promise<void> => {
  await writeFile(DOCS_FILE, withMeasured(await readFile(DOCS_FILE, 'utf8'), measured))
}
