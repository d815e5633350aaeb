import type { IntegrationDefinition } from '@botpress/sdk'
import { fieldsOf, type Field } from './fields'

/** Names that an interface brings; they are its maker's to describe. */
export type Contract = { actions: object; events: object }

type Named = { title?: string; description?: string }
type Complain = (text: string) => void

/** Longest title and description that Botpress accepts, in characters. */
const MAX_TITLE = 64
const MAX_DESCRIPTION = 256

const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/
const SCREAMING_SNAKE_CASE = /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/

/**
 * Checks a definition by the rules of `bp lint` (CLI 5.5.6), without the CLI, and by what `bp deploy` and the Hub ask
 * for beyond them: lengths, names, no deprecated fields.
 * @param contract the interface that the integration implements, whose actions and events are exempt
 * @returns what is wrong, a sentence each; none when all is well
 */
export const lintDefinition = (definition: IntegrationDefinition, contract: Contract): string[] => {
  const complaints: string[] = []
  const complain: Complain = (text) => complaints.push(text)
  lintIntegration(definition, complain)
  lintNames(definition, complain)
  lintDeprecated(definition, complain)
  for (const [what, named] of namedParts(definition, contract)) {
    lintWords(what, named, complain)
  }
  for (const [what, schema] of schemas(definition, contract)) {
    for (const field of fieldsOf(schema)) {
      lintField(what, field, complain)
    }
  }
  return complaints
}

const lintIntegration = ({ title, description, icon, readme }: IntegrationDefinition, complain: Complain): void => {
  lintWords('the integration', { title, description }, complain)
  if (/botpress/i.test(title ?? '')) {
    complain('the integration has "Botpress" in its title')
  }
  if (!icon?.toLowerCase().endsWith('.svg')) {
    complain('the integration has no icon that is an .svg file')
  }
  if (!readme?.toLowerCase().endsWith('.md')) {
    complain('the integration has no readme that is an .md file')
  }
}

const lintNames = (definition: IntegrationDefinition, complain: Complain): void => {
  const { actions, events, states, channels, secrets } = definition
  for (const [kind, parts] of Object.entries({ action: actions, event: events, state: states, channel: channels })) {
    for (const name of Object.keys(parts ?? {}).filter((each) => !CAMEL_CASE.test(each))) {
      complain(`${kind} "${name}" is not in camelCase`)
    }
  }
  for (const [name, { description }] of Object.entries(secrets ?? {})) {
    if (!SCREAMING_SNAKE_CASE.test(name)) {
      complain(`secret "${name}" is not in SCREAMING_SNAKE_CASE`)
    }
    if (!description) {
      complain(`secret "${name}" has no description`)
    }
  }
}

const lintDeprecated = ({ user, channels }: IntegrationDefinition, complain: Complain): void => {
  if (user && 'creation' in user) {
    complain('user.creation is deprecated')
  }
  for (const [name, { conversation }] of Object.entries(channels ?? {})) {
    if (conversation && 'creation' in conversation) {
      complain(`conversation.creation of channel "${name}" is deprecated`)
    }
  }
}

const own = <T>(parts: Record<string, T> | undefined, exempt: object): [string, T][] =>
  Object.entries(parts ?? {}).filter(([name]) => !Object.hasOwn(exempt, name))

const label = <T>(kind: string, parts: [string, T][]): [string, T][] =>
  parts.map(([name, part]): [string, T] => [`${kind} "${name}"`, part])

const namedParts = (definition: IntegrationDefinition, contract: Contract): [string, Named][] => [
  ...label<Named>('action', own(definition.actions, contract.actions)),
  ...label<Named>('event', own(definition.events, contract.events)),
  ...label<Named>('entity', own(definition.entities, {})),
  ...label<Named>('configuration', own(definition.configurations, {})),
  ...label<Named>('user tag', own(definition.user?.tags, {})),
  ...own(definition.channels, {}).flatMap(([name, channel]): [string, Named][] => [
    [`channel "${name}"`, channel],
    ...label<Named>('conversation tag', own(channel.conversation?.tags, {})),
    ...label<Named>('message tag', own(channel.message?.tags, {})),
  ]),
]

type SchemaPart = Parameters<typeof fieldsOf>[0]

const schemas = (definition: IntegrationDefinition, contract: Contract): [string, SchemaPart][] => [
  ...(definition.configuration ? [['configuration', definition.configuration] satisfies [string, SchemaPart]] : []),
  ...label<SchemaPart>('configuration', own(definition.configurations, {})),
  ...label<SchemaPart>('event', own(definition.events, contract.events)),
  ...label<SchemaPart>('state', own(definition.states, {})),
  ...label<SchemaPart>('entity', own(definition.entities, {})),
  ...own(definition.actions, contract.actions).flatMap(([name, { input, output }]): [string, SchemaPart][] => [
    [`input of action "${name}"`, input],
    [`output of action "${name}"`, output],
  ]),
]

const lintField = (what: string, { path, title, description, hasLegacyUi }: Field, complain: Complain): void => {
  lintWords(`field "${path}" of ${what}`, { title, description }, complain)
  if (hasLegacyUi) {
    complain(`field "${path}" of ${what} uses ui: {…}, which is out of use`)
  }
}

const lintWords = (what: string, { title, description }: Named, complain: Complain): void => {
  if (!title) {
    complain(`${what} has no title`)
  } else if (title.length > MAX_TITLE) {
    complain(`the title of ${what} is longer than ${MAX_TITLE} characters`)
  }
  if (!description) {
    complain(`${what} has no description`)
  } else if (description.length > MAX_DESCRIPTION) {
    complain(`the description of ${what} is longer than ${MAX_DESCRIPTION} characters`)
  }
}
