import type { IntegrationDefinition } from '@botpress/sdk'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What `bp build` and `bp deploy` look at. */
export type BuildParts = {
  /** The package's folder. */
  root: string
  /** What the bundle exports. */
  bundle: unknown
  definition: Pick<IntegrationDefinition, 'icon' | 'readme' | 'interfaces'>
  /** The interface in bp_modules. */
  contract: { name: string; version: string }
  /** Of package.json. */
  bpDependencies: Record<string, string>
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** @returns what `bp build` or `bp deploy` would miss, a sentence each; none when they would succeed */
export const missingForBpBuild = (parts: BuildParts): string[] => [
  ...missingInBundle(parts.bundle),
  ...missingFiles(parts.root, parts.definition),
  ...missingInterface(parts),
]

const missingInBundle = (bundle: unknown): string[] => {
  const integration = isRecord(bundle) ? bundle.default : undefined
  return isRecord(integration) && typeof integration.handler === 'function'
    ? []
    : ['src/index.ts does not export an Integration as its default.']
}

const missingFiles = (root: string, { icon, readme }: BuildParts['definition']): string[] =>
  ['integration.definition.ts', icon, readme]
    .filter((file) => file === undefined || !existsSync(join(root, file)))
    .map((file) => (file === undefined ? 'The definition lacks an icon or a readme.' : `${file} is missing.`))

const missingInterface = ({ definition, contract, bpDependencies }: BuildParts): string[] => {
  const { name, version } = contract
  const wanted = `interface:${name}@${version}`
  const implemented = Object.values(definition.interfaces ?? {}).some(
    (each) => each.name === name && each.version === version
  )
  return [
    ...(implemented ? [] : [`The definition does not implement ${name} ${version}, which is in bp_modules.`]),
    ...(bpDependencies[name] === wanted
      ? []
      : [`package.json asks for ${bpDependencies[name] ?? 'no interface'}, but bp_modules has ${wanted}.`]),
  ]
}
