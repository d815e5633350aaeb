import { transforms } from '@botpress/sdk'

/*
 * Writes an interface as the CLI's `bp add` does (packages/cli/src/code-generation/interface-package of
 * botpress/botpress): one module for each schema, read back from JSON Schema, and index modules above them. So it can
 * be tried whether the package compiles with what the CLI puts into bp_modules, where the CLI cannot be installed.
 */

type JsonSchema = Parameters<typeof transforms.fromJSONSchemaLegacy>[0]
type WithSchema = { schema: JsonSchema }

/** An interface as Botpress's API gives it. */
export type InterfaceShape = {
  name: string
  version: string
  attributes: Record<string, string>
  entities: Record<string, WithSchema>
  actions: Record<string, { input: WithSchema; output: WithSchema }>
  events: Record<string, WithSchema>
  channels: Record<string, { messages: Record<string, WithSchema> }>
}

/**
 * The files of an interface in `bp_modules`.
 * @returns their text by their path inside the interface's folder
 */
export const interfacePackage = (shape: InterfaceShape): Record<string, string> => {
  const { name, version, attributes } = shape
  return {
    'index.ts': `${SDK}import definition from './definition'\n
export default {
  type: 'interface', id: 'intver_01', uri: undefined, name: '${name}', version: '${version}', definition
} satisfies sdk.InterfacePackage\n`,
    'definition/index.ts': `${SDK}${PARTS.map((part) => `import { ${part} } from './${part}/index'\n`).join('')}
export default {
  name: '${name}', version: '${version}', attributes: ${JSON.stringify(attributes)}, ${PARTS.join(', ')}
} satisfies sdk.InterfacePackage['definition']\n`,
    ...schemas('definition/entities', 'entities', shape.entities),
    ...schemas('definition/events', 'events', shape.events),
    'definition/actions/index.ts': index('actions', Object.keys(shape.actions)),
    ...merged(shape.actions, (action, { input, output, ...rest }) => ({
      ...schemas(`definition/actions/${action}`, action, { input, output }, rest),
    })),
    'definition/channels/index.ts': index('channels', Object.keys(shape.channels)),
    ...merged(shape.channels, (channel, { messages }) => ({
      [`definition/channels/${channel}/index.ts`]: `import { messages } from './messages/index'
export const ${channel} = { messages }\n`,
      ...schemas(`definition/channels/${channel}/messages`, 'messages', messages),
    })),
  }
}

const SDK = `import * as sdk from '@botpress/sdk'\n`

const PARTS = ['actions', 'channels', 'events', 'entities'] as const

/** One file for each schema of a folder, and the folder's index. */
const schemas = (
  folder: string,
  exported: string,
  all: Record<string, WithSchema>,
  more: Record<string, unknown> = {}
): Record<string, string> => ({
  [`${folder}/index.ts`]: index(exported, Object.keys(all), more),
  ...merged(all, (name, { schema, ...rest }) => ({
    [`${folder}/${name}.ts`]: `import { z } from '@botpress/sdk'
export const ${name} = {
${properties(rest)}  schema: ${transforms.fromJSONSchemaLegacy(schema).toTypescriptSchema()},
}\n`,
  })),
})

const index = (exported: string, names: string[], more: Record<string, unknown> = {}): string =>
  `${names.map((name) => `import { ${name} } from './${name}'\n`).join('')}
export const ${exported} = {
${names.map((name) => `  ${name},\n`).join('')}${properties(more)}}\n`

const properties = (values: Record<string, unknown>): string =>
  Object.entries(values)
    .map(([name, value]) => `  ${name}: ${JSON.stringify(value)},\n`)
    .join('')

const merged = <T>(all: Record<string, T>, files: (name: string, value: T) => Record<string, string>) =>
  Object.assign({}, ...Object.entries(all).map(([name, value]) => files(name, value))) as Record<string, string>
