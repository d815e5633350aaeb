import { IntegrationDefinition, z } from '@botpress/sdk'
import { describe, expect, it } from 'vitest'
import { lintDefinition } from './lint-definition'

type Props = ConstructorParameters<typeof IntegrationDefinition>[0]

const words = { title: 'A title', description: 'A description' }
const schema = z.object({ field: z.string().title('Field').describe('What it holds') })
const sound: Props = { name: 'example', version: '1.0.0', ...words, icon: 'icon.svg', readme: 'hub.md' }

const complaints = (props: Partial<Props>, contract = { actions: {}, events: {} }): string[] =>
  lintDefinition(new IntegrationDefinition({ ...sound, ...props }), contract)

describe('lintDefinition', () => {
  it('finds nothing in a definition that has everything', () => {
    expect(
      complaints({
        configuration: { schema },
        events: { happened: { ...words, schema } },
        actions: { doIt: { ...words, input: { schema }, output: { schema: z.object({}) } } },
        states: { memory: { type: 'integration', schema } },
        channels: { chat: { ...words, messages: {}, message: { tags: { id: words } } } },
        user: { tags: { id: words } },
        secrets: { API_KEY: { description: 'A description' } },
      })
    ).toEqual([])
  })

  it.each<[string, Partial<Props>, string]>([
    ['a title', { title: '' }, 'the integration has no title'],
    ['a description', { description: undefined }, 'the integration has no description'],
    ['another title than Botpress', { title: 'My Botpress thing' }, 'the integration has "Botpress" in its title'],
    ['a short title', { title: 'x'.repeat(65) }, 'the title of the integration is longer than 64 characters'],
    [
      'a short description',
      { description: 'x'.repeat(257) },
      'the description of the integration is longer than 256 characters',
    ],
    ['an icon', { icon: 'icon.png' }, 'the integration has no icon that is an .svg file'],
    ['a readme', { readme: undefined }, 'the integration has no readme that is an .md file'],
  ])('asks for %s', (_, props, complaint) => {
    expect(complaints(props)).toEqual([complaint])
  })

  it.each<[string, Partial<Props>]>([
    ['event "happened"', { events: { happened: { schema } } }],
    ['action "doIt"', { actions: { doIt: { input: { schema }, output: { schema } } } }],
    ['entity "thing"', { entities: { thing: { schema } } }],
    ['configuration "other"', { configurations: { other: { schema } } }],
    ['channel "chat"', { channels: { chat: { messages: {} } } }],
    ['user tag "id"', { user: { tags: { id: {} } } }],
    ['message tag "id"', { channels: { chat: { ...words, messages: {}, message: { tags: { id: {} } } } } }],
    ['conversation tag "id"', { channels: { chat: { ...words, messages: {}, conversation: { tags: { id: {} } } } } }],
  ])('asks for title and description of %s', (what, props) => {
    expect(complaints(props)).toEqual([`${what} has no title`, `${what} has no description`])
  })

  const bare = { schema: z.object({ bare: z.string() }) }
  it.each<[string, Partial<Props>]>([
    ['configuration', { configuration: bare }],
    ['configuration "other"', { configurations: { other: { ...words, ...bare } } }],
    ['event "happened"', { events: { happened: { ...words, ...bare } } }],
    ['state "memory"', { states: { memory: { type: 'integration', ...bare } } }],
    ['entity "thing"', { entities: { thing: { ...words, ...bare } } }],
    ['input of action "doIt"', { actions: { doIt: { ...words, input: bare, output: { schema } } } }],
    ['output of action "doIt"', { actions: { doIt: { ...words, input: { schema }, output: bare } } }],
  ])('asks for title and description of each field of %s', (what, props) => {
    expect(complaints(props)).toEqual([
      `field "bare" of ${what} has no title`,
      `field "bare" of ${what} has no description`,
    ])
  })

  it('looks into objects, lists and alternatives', () => {
    const inner = z.object({ deep: z.string() })
    const nested = z.object({
      one: inner.title('One').describe('An object'),
      many: z.array(inner).title('Many').describe('A list'),
      either: z.union([inner, z.string()]).title('Either').describe('Alternatives'),
    })
    expect(complaints({ configuration: { schema: nested } }).filter((each) => each.endsWith('title'))).toEqual([
      'field "one.deep" of configuration has no title',
      'field "many.deep" of configuration has no title',
      'field "either.deep" of configuration has no title',
    ])
  })

  it('exempts what the interface brings', () => {
    const events = { happened: bare }
    expect(complaints({ events }, { actions: {}, events })).toEqual([])
  })

  it.each<[Partial<Props>, string]>([
    [{ events: { Happened: { ...words, schema } } }, 'event "Happened" is not in camelCase'],
    [{ states: { my_memory: { type: 'user', schema } } }, 'state "my_memory" is not in camelCase'],
    [{ secrets: { apiKey: { description: 'x' } } }, 'secret "apiKey" is not in SCREAMING_SNAKE_CASE'],
    [{ secrets: { API_KEY: {} } }, 'secret "API_KEY" has no description'],
    [{ user: { creation: { enabled: true, requiredTags: [] } } }, 'user.creation is deprecated'],
    [
      {
        channels: { chat: { ...words, messages: {}, conversation: { creation: { enabled: true, requiredTags: [] } } } },
      },
      'conversation.creation of channel "chat" is deprecated',
    ],
    [
      { configuration: { schema, ui: { field: { title: 'Old' } } } },
      'field "field" of configuration uses ui: {…}, which is out of use',
    ],
  ])('says %#: what is wrong with names, secrets and what is out of use', (props, complaint) => {
    expect(complaints(props)).toEqual([complaint])
  })
})
