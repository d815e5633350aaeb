import type { runtime } from '@botpress/api'
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

export type Parameter = { in: string; type: string; required?: boolean; enum?: readonly string[]; schema?: object }

/** The official definition of one operation. */
export type Definition = {
  method: string
  path: string
  parameters?: Record<string, Parameter>
  requestBody?: { schema: { properties?: object; required?: readonly string[] } }
  response: { status?: number; schema: object }
}

/** What is needed of the official definition of the runtime API. */
export type ApiDefinition = {
  operations: Record<string, Definition>
  components: { schemas: Record<string, object> }
}

type Package = { runtime: typeof runtime }

const load: NodeJS.Require = createRequire(__filename)
const { version }: { version: string } = load('@botpress/api/package.json')

/**
 * Kept here, because the package is 14 MB of JavaScript, which every process would have to compile for 2 s. Delete it
 * after a change of what is kept: only another version of the package makes it anew.
 */
const FILE = join(__dirname, '..', '..', '..', 'dist', `botpress-runtime-api-${version}.json`)

/** The definition by the package `@botpress/api`. */
export const readDefinition = (): ApiDefinition => readKept() ?? keep(madeOf(load('@botpress/api')))

const readKept = (): ApiDefinition | undefined => {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'))
  } catch {
    return undefined
  }
}

const madeOf = ({ runtime: { state } }: Package): ApiDefinition => {
  const schemas = Object.entries(state.schemas).map(([name, { schema }]) => [name, schema])
  return { operations: state.operations, components: { schemas: Object.fromEntries(schemas) } }
}

/** In one step, for other processes may be reading it. */
const keep = (definition: ApiDefinition): ApiDefinition => {
  const unfinished = `${FILE}.${randomUUID()}`
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(unfinished, JSON.stringify(definition))
  renameSync(unfinished, FILE)
  return definition
}
