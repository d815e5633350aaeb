import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import hitl from '../bp_modules/hitl'
import definition from '../integration.definition'
import manifest from '../package.json'
import { lintDefinition } from './bplint/lint-definition'
import { newestVersion } from './changelog'
import { CLI_PACKAGE } from './cli'
import { askWorkspace } from './deploy/ask-workspace'
import { BOTPRESS_HOME, readLogin } from './deploy/login'
import { planDeploy, type DeployFacts } from './deploy/plan-deploy'
import { ROOT, run } from './run'

/*
 * Deploys the integration to a Botpress workspace, once everything is known to be in order.
 * Usage: npm run deploy [-- options of `bp deploy`]; npm run deploy:dry says what would be done.
 */

const VERSION = /^\d+\.\d+\.\d+$/

const askCli = async (): Promise<DeployFacts['cli']> => {
  const { code, output } = await run('npx', ['--yes', CLI_PACKAGE, '--version'])
  const lines = output.trim().split('\n')
  const version = lines.find((line) => VERSION.test(line.trim()))
  return code === 0 && version ? { version: version.trim() } : { failure: lines[0] ?? 'it printed nothing' }
}

const profileIn = (args: string[]): string | undefined => {
  const at = args.indexOf('--profile')
  return at < 0 ? undefined : args[at + 1]
}

const gatherFacts = async (args: string[]): Promise<DeployFacts> => {
  const [cli, workspace, changelog] = await Promise.all([
    askCli(),
    readLogin(BOTPRESS_HOME, profileIn(args)).then(askWorkspace),
    readFile(join(ROOT, 'CHANGELOG.md'), 'utf8'),
  ])
  const { name, version } = definition
  return {
    name,
    versions: { definition: version, manifest: manifest.version, changelog: newestVersion(changelog) },
    complaints: lintDefinition(definition, hitl.definition),
    cli,
    workspace,
  }
}

const main = async (): Promise<boolean> => {
  const isDry = process.argv.includes('--dry')
  const args = process.argv.slice(2).filter((arg) => arg !== '--dry')
  console.log('Checking what a deployment needs …\n')
  const { checks, command, ready } = planDeploy(await gatherFacts(args), args)
  for (const { ok, text } of checks) {
    console.log(`${ok ? '  ok  ' : '  NO  '} ${text}`)
  }
  if (!ready) {
    console.error('\nNothing was deployed.')
    return false
  }
  console.log(`\n${isDry ? 'This would be run' : 'Running'}: ${command.join(' ')}`)
  if (isDry) {
    return true
  }
  const [program, ...rest] = command
  return (await run(program, rest, { shown: true })).code === 0
}

const start = async (): Promise<void> => {
  process.exitCode = (await main()) ? 0 : 1
}

void start()
