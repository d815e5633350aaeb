import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import hitl from '../bp_modules/hitl'
import definition from '../integration.definition'
import { EVENT_NAMES } from '../sandbox/brevo/model'

/* What bot builders read must be named as it is named where they meet it. */

const ROOT = join(__dirname, '..')
const hub = readFileSync(join(ROOT, 'hub.md'), 'utf8')
const [guide = ''] = hub.split(/^## Changelog$/m)

type Titled = { title?: string }
type Schema = { toJSONSchema: () => { properties?: Record<string, { 'x-zui'?: Titled }> } }
const titlesOf = (schema: unknown): string[] =>
  Object.values((schema as Schema).toJSONSchema().properties ?? {}).map((field) => field['x-zui']?.title ?? '')
const own = (all: Record<string, Titled> | undefined, contract: object): [string, string][] =>
  Object.entries(all ?? {})
    .filter(([name]) => !Object.hasOwn(contract, name))
    .map(([name, { title }]) => [name, title ?? ''])

const ownActions = own(definition.actions, hitl.definition.actions)
const ownEvents = own(definition.events, hitl.definition.events)
const section = (heading: string): string => guide.split(`${heading}\n`)[1]?.split(/^#{2,3} /m)[0] ?? ''
const allOf = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = '']) => found)
const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replace(/ /g, '-')

/** All source texts, as one. */
const source = ['src', 'definitions']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((path) => join(ROOT, folder, path))
  )
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n')

describe('hub.md', () => {
  it('explains every field of the configuration, in its order, and no other', () => {
    expect(allOf(section('### 4. Configure the integration'), /^\| \*\*(.+?)\*\*/gm)).toEqual(
      titlesOf(definition.configuration!.schema)
    )
  })

  it('explains every field of the "Start HITL" card that is ours', () => {
    const [entity] = Object.values(definition.entities!)
    for (const title of titlesOf(entity!.schema)) {
      expect(section('### 6. Hand over')).toContain(`**${title}**: `)
    }
  })

  it('names every event and action of ours by its title and its name', () => {
    for (const [name, title] of [...ownEvents, ...ownActions]) {
      expect(guide).toContain(`**${title}** (\`${name}\`)`)
    }
  })

  it('names no event, action or field that is not there', () => {
    const known = new Set<string>([...[...ownEvents, ...ownActions].map(([name]) => name), ...EVENT_NAMES])
    const named = allOf(guide, /`([a-z]+(?:[A-Z][a-z]+)+)`/g)
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('quotes what the product says when a save fails', () => {
    const quoted = allOf(guide, /^\| Saving fails: "(.+?)" \|/gm)
    expect(quoted).toHaveLength(5)
    expect(quoted.filter((sentence) => !source.includes(sentence))).toEqual([])
  })

  it('tells the length of a secret as the check does', () => {
    const [, least] = /MIN_SECRET_LENGTH = (\d+)/.exec(source) ?? []
    expect(section('### 4. Configure the integration')).toMatch(
      new RegExp(`at least ${least} random letters and digits`, 'i')
    )
  })

  it('has links that lead somewhere', () => {
    const headings = new Set(allOf(hub, /^#{2,3} (.+)$/gm).map(slug))
    const links = [...allOf(hub, /\]\(([^)]*)\)/g), ...allOf(hub, /<(http[^>]*)>/g)]
    expect(links.length).toBeGreaterThan(3)
    for (const link of links) {
      const leads = link.startsWith('#') ? headings.has(link.slice(1)) : new URL(link).protocol === 'https:'
      expect([link, leads]).toEqual([link, true])
    }
  })

  it('has whole tables: every row as many cells as its head', () => {
    for (const table of allOf(`${hub}\n`, /((?:^\|.*\|\n)+)/gm)) {
      const cells = table
        .trim()
        .split('\n')
        .map((row) => row.split(/(?<!\\)\|/).length)
      expect(new Set(cells).size).toBe(1)
    }
  })
})
