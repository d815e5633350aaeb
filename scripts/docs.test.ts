import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json'
import { WORLD_NAMES } from '../test/faults/worlds'
import { ROOT } from './run'

/*
 * Holds the texts of the repository to what is there: links, files, scripts, tests and packages that they name.
 */

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const DOCS = readdirSync(join(ROOT, 'docs')).map((file) => `docs/${file}`)
const TEXTS = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'hub.md', ...DOCS]

/** Made by a run, or by a reader who follows a worked example. */
const MADE = /^(dist\/|src\/from-brevo\/conversation-assigned\.ts$|src\/wording\/languages\/nl\.ts$)/

const withoutBlocks = (text: string): string => text.replaceAll(/^```[\s\S]*?^```$/gm, '')
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)

/** The anchors of a text's headings, as GitHub makes them. */
const anchorsIn = (text: string): string[] =>
  all(withoutBlocks(text), /^#+ (.+)$/gm).map((heading) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-')
  )

/** The cells of each row of a text's tables, without heads. */
const rowsIn = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line, index, lines) => line.startsWith('| ') && !lines[index + 1]?.startsWith('| ---'))
    .filter((line) => !line.startsWith('| ---'))
    .map((line) => line.slice(2, -2).split(' | '))

describe.each(TEXTS)('%s', (file) => {
  const text = withoutBlocks(read(file))

  it('links to what is there', () => {
    const broken = all(text, /\]\(([^)\s]+)\)/g)
      .filter((link) => !/^[a-z]+:/.test(link))
      .filter((link) => {
        const [path = '', anchor] = link.split('#')
        const target = path === '' ? file : join(dirname(file), path)
        return !existsSync(join(ROOT, target)) || (anchor !== undefined && !anchorsIn(read(target)).includes(anchor))
      })
    expect(broken).toEqual([])
  })

  it('names files and folders that are there', () => {
    const named = all(text, /`((?:[\w.-]+\/)+(?:[\w-]+(?:\.[\w-]+)*\.(?:ts|tsx|cjs|mts|md|json|png|css))?)`/g)
    expect(named.filter((path) => !MADE.test(path) && !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('names scripts that there are', () => {
    const named = all(read(file), /npm run ([a-z][a-z:-]*[a-z])/g)
    expect(named.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([])
  })
})

describe('README.md', () => {
  it('is short', () => {
    expect(read('README.md').trimEnd().split('\n').length).toBeLessThanOrEqual(90)
  })

  it('gives a reason for every package', () => {
    const { dependencies, devDependencies } = manifest
    const packages = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith('@types/'))
    expect(packages.filter((name) => !read('README.md').includes(`\`${name}\``))).toEqual([])
  })
})

describe('the packages of the bundle', () => {
  it('are those that README.md says, without zod', () => {
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    const sources = files.filter((file) => file.endsWith('.ts') && !/\.(test|d)\.ts$/.test(file))
    const imported = sources.flatMap((file) => all(read(join('src', file)), /from '((?!node:)[^.'/][^']*)'/g))
    const names = imported.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path)
    const { zod: _, ...others } = manifest.dependencies
    expect([...new Set(names)].sort()).toEqual(Object.keys(others).sort())
  })
})

describe('CONTRIBUTING.md', () => {
  it('explains every script but those that are parts of another', () => {
    const scripts = Object.keys(manifest.scripts).filter((name) => !name.startsWith('check:'))
    const explained = scripts.filter((name) => new RegExp(`\`npm (run )?${name}\``).test(read('CONTRIBUTING.md')))
    expect(explained).toEqual(scripts)
  })
})

describe('docs/reliability.md', () => {
  const rows = rowsIn(read('docs/reliability.md'))
  const held = rows.filter((cells) => cells.some((cell) => /^`[\w/.-]+\.test\.ts`$/.test(cell)))

  it('names for each guarantee and each cost a test that there is', () => {
    expect(held.length).toBeGreaterThan(40)
    const missing = held.filter((cells) => {
      const [file = '', test = ''] = cells.slice(-2)
      return test === '' || !read(file.replaceAll('`', '')).includes(test)
    })
    expect(missing).toEqual([])
  })

  it('has every world of the fault suite', () => {
    const names = rows.map(([first = '']) => first.replaceAll('`', ''))
    expect(names.slice(-WORLD_NAMES.length)).toEqual(WORLD_NAMES)
  })
})

describe('docs/architecture.md', () => {
  it('says of every tag of a session, and of every state, what it is for', () => {
    const text = read('docs/architecture.md')
    const keysOf = (file: string, pattern: RegExp) => all(read(file), pattern)
    const tags = keysOf('definitions/tags.ts', /^ {2}(\w+): \{/gm).filter((tag) => tag !== 'contact')
    const states = keysOf('definitions/states.ts', /^ {2}(\w+): (?:claim,|\{$)/gm)
    expect(states).toContain('register')
    expect([...tags, ...states].filter((name) => !text.includes(`\`${name}\``))).toEqual([])
  })
})
