import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import hitl from '../bp_modules/hitl'
import definition from '../integration.definition'

/* What `bp lint` asks for is checked by `npm run check:bplint`. */

type Field = { 'x-zui'?: { secret?: boolean } }
type ObjectSchema = { toJSONSchema: () => { properties?: Record<string, Field> } }

const ROOT = join(__dirname, '..')
const own = <T>(all: Record<string, T> | undefined, contract: object): [string, T][] =>
  Object.entries(all ?? {}).filter(([name]) => !Object.hasOwn(contract, name))
const fieldsOf = (schema: unknown): [string, Field][] =>
  Object.entries((schema as ObjectSchema).toJSONSchema().properties ?? {})
const manifestOf = (folder: string): { version: string; dependencies: Record<string, string> } =>
  JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')) as ReturnType<typeof manifestOf>
const ownEvents = own(definition.events, hitl.definition.events)
const channel = definition.channels!.hitl!

describe('the definition', () => {
  it('is what the Hub shows: name, title, version, category', () => {
    expect(definition).toMatchObject({
      name: 'brevo-hitl',
      title: 'Brevo HITL',
      version: '1.0.0',
      attributes: { category: 'Customer Support' },
    })
  })

  it('implements hitl 2.1.0 with an entity of its own', () => {
    expect(Object.values(definition.interfaces!)).toMatchObject([
      { name: 'hitl', version: '2.1.0', entities: { hitlSession: { name: 'conversation' } } },
    ])
    expect(Object.keys(definition.actions!).sort()).toEqual(['checkSetup', 'createUser', 'startHitl', 'stopHitl'])
    expect(Object.keys(channel.messages).sort()).toEqual(['audio', 'bloc', 'file', 'image', 'text', 'video'])
  })

  it('masks what is secret', () => {
    const secrets = fieldsOf(definition.configuration!.schema).filter(([, field]) => field['x-zui']?.secret)
    expect(secrets.map(([name]) => name)).toEqual(['apiKey', 'webhookSecret'])
  })

  it('carries no foreign id in a field called conversationId', () => {
    const fields = ownEvents.flatMap(([, { schema }]) => fieldsOf(schema).map(([name]) => name))
    expect(fields).not.toContain('conversationId')
  })

  it('names files that are there', () => {
    expect(existsSync(join(ROOT, definition.icon!))).toBe(true)
    const changelog = readFileSync(join(ROOT, definition.readme!), 'utf8').split(/^## Changelog$/m)[1]
    expect(changelog?.match(/^### (\S+)$/m)?.[1]).toBe(definition.version)
  })

  it('has the version and the interface that package.json names', () => {
    expect(manifestOf('.')).toMatchObject({
      version: definition.version,
      bpDependencies: { hitl: `interface:${hitl.name}@${hitl.version}` },
    })
  })

  it('is built with what package.json names, each exactly one version that is installed', () => {
    const { dependencies } = manifestOf('.')
    expect(Object.keys(dependencies)).toEqual([
      '@botpress/client',
      '@botpress/sdk',
      'axios',
      'character-entities-html4',
      'html5parser',
      'zod',
    ])
    for (const [name, version] of Object.entries(dependencies)) {
      expect([name, manifestOf(`node_modules/${name}`).version]).toEqual([name, version])
    }
  })

  it('uses the client that comes with its SDK', () => {
    const { dependencies } = manifestOf('node_modules/@botpress/sdk')
    expect(dependencies['@botpress/client']).toBe(manifestOf('.').dependencies['@botpress/client'])
  })
})
