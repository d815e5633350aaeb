import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** One step of a worked example: a change of a file, a new file, or a command. */
export type Step =
  | { does: 'change'; file: string; hunks: { before: string; after: string }[] }
  | { does: 'create'; file: string; text: string }
  | { does: 'run'; command: string }

const FENCE = /^```(\w*)$/
const FILE = /`((?:[\w.-]+\/)+[\w.-]+\.\w+)`/g

/**
 * Reads the steps of one section of a Markdown text, in their order. A block is about the file that was named last
 * before it: `diff` changes it, `ts` is all of it. Each line of an `sh` block is a command.
 * @param heading of the section, without its number signs
 */
export const stepsOf = (markdown: string, heading: string): Step[] => {
  const steps: Step[] = []
  let file = ''
  let open: { language: string; lines: string[] } | undefined
  for (const line of sectionOf(markdown, heading)) {
    const [, language] = FENCE.exec(line) ?? []
    if (open && language !== undefined) {
      steps.push(...toSteps(open.language, open.lines, file))
      open = undefined
    } else if (open) {
      open.lines.push(line)
    } else if (language !== undefined) {
      open = { language, lines: [] }
    } else {
      file = [...line.matchAll(FILE)].at(-1)?.[1] ?? file
    }
  }
  return steps
}

const sectionOf = (markdown: string, heading: string): string[] => {
  const lines = markdown.split('\n')
  const first = lines.indexOf(`## ${heading}`)
  if (first < 0) {
    throw new Error(`There is no section "${heading}"`)
  }
  const after = lines.slice(first + 1)
  const next = after.findIndex((line) => line.startsWith('## '))
  return next < 0 ? after : after.slice(0, next)
}

const toSteps = (language: string, lines: string[], file: string): Step[] => {
  switch (language) {
    case 'diff':
      return [{ does: 'change', file, hunks: hunksOf(lines) }]
    case 'ts':
      return [{ does: 'create', file, text: `${lines.join('\n')}\n` }]
    case 'sh':
      return lines.map((command) => ({ does: 'run', command }))
    default:
      return []
  }
}

const hunksOf = (lines: string[]): { before: string; after: string }[] =>
  lines
    .join('\n')
    .split('\n@@\n')
    .map((text) => {
      const hunk = text.split('\n')
      const without = (sign: string) => hunk.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1))
      return { before: without('+').join('\n'), after: without('-').join('\n') }
    })

/**
 * Takes a step in a folder that holds a copy of the code. Of the commands it knows `cp`; what else is run is the
 * caller's to decide.
 * @throws {Error} when the text of a change does not stand in its file, or stands there twice
 */
export const takeStep = async (folder: string, step: Step): Promise<void> => {
  switch (step.does) {
    case 'create':
      await mkdir(dirname(join(folder, step.file)), { recursive: true })
      return writeFile(join(folder, step.file), step.text)
    case 'change':
      return change(join(folder, step.file), step.hunks)
    case 'run': {
      const [program, from, to] = step.command.split(' ')
      return program === 'cp' && from && to ? cp(join(folder, from), join(folder, to)) : undefined
    }
    default:
      return step satisfies never
  }
}

const change = async (file: string, hunks: { before: string; after: string }[]): Promise<void> => {
  let text = await readFile(file, 'utf8')
  for (const { before, after } of hunks) {
    const places = `\n${text}`.split(`\n${before}\n`)
    if (places.length !== 2) {
      throw new Error(`${file} has ${places.length - 1} places with:\n${before}`)
    }
    text = places.join(`\n${after}\n`).slice(1)
  }
  await writeFile(file, text)
}
