import { createRequire } from 'node:module'
import { relative } from 'node:path'
import hitl from '../bp_modules/hitl'
import definition from '../integration.definition'
import { bpDependencies } from '../package.json'
import { BUNDLE_FILE, buildIntegration } from '../sandbox/integration/build'
import { missingForBpBuild } from './build/missing-for-bp-build'
import { ROOT } from './run'

/*
 * Bundles the integration with the settings of `bp build`, without the CLI, and checks what `bp build` and `bp deploy`
 * would need beside the bundle.
 */

const main = async (): Promise<boolean> => {
  const bytes = await buildIntegration()
  console.log(`${relative(ROOT, BUNDLE_FILE)}: ${bytes.toLocaleString('en')} bytes`)
  const bundle: unknown = createRequire(__filename)(BUNDLE_FILE)
  const missing = missingForBpBuild({ root: ROOT, bundle, definition, contract: hitl, bpDependencies })
  for (const sentence of missing) {
    console.error(sentence)
  }
  return missing.length === 0
}

const start = async (): Promise<void> => {
  process.exitCode = (await main()) ? 0 : 1
}

void start()
