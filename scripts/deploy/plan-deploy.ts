import { CLI_PACKAGE, CLI_VERSION } from '../cli'
import type { Workspace } from './ask-workspace'

/** What was found out before deploying. */
export type DeployFacts = {
  /** The integration's name in the definition. */
  name: string
  /** Versions in the definition, in package.json, and of the newest entry of CHANGELOG.md. */
  versions: { definition: string; manifest: string; changelog: string | undefined }
  /** What `npm run check:bplint` complains of. */
  complaints: string[]
  /** The version that the CLI fetched by npx has, or why there is none. */
  cli: { version: string } | { failure: string }
  workspace: Workspace
}

/** One thing that was looked at, in words. */
export type Check = { ok: boolean; text: string }

/** What will be done, once every check is ok. */
export type DeployPlan = { checks: Check[]; command: [string, ...string[]]; ready: boolean }

/**
 * Judges the facts and says what would be run.
 * @param cliArgs passed on to `bp deploy`
 */
export const planDeploy = (facts: DeployFacts, cliArgs: string[]): DeployPlan => {
  const checks = [
    checkVersions(facts.versions),
    checkDefinition(facts.complaints),
    checkCli(facts.cli),
    checkWorkspace(facts.workspace, facts.name),
  ]
  return {
    checks,
    command: ['npx', '--yes', CLI_PACKAGE, 'deploy', ...cliArgs],
    ready: checks.every(({ ok }) => ok),
  }
}

const checkVersions = ({ definition, manifest, changelog }: DeployFacts['versions']): Check =>
  definition === manifest && definition === changelog
    ? { ok: true, text: `Version ${definition}, as in package.json and CHANGELOG.md. A public version is frozen.` }
    : {
        ok: false,
        text:
          `The definition says version ${definition}, package.json ${manifest}, CHANGELOG.md ${changelog ?? 'none'}. ` +
          'Give all three the same one, and raise it for every change of a public version.',
      }

const checkDefinition = (complaints: string[]): Check =>
  complaints.length === 0
    ? { ok: true, text: 'The definition passes the rules of bp lint.' }
    : { ok: false, text: `The definition does not pass the rules of bp lint: ${complaints.join('; ')}.` }

const checkCli = (cli: DeployFacts['cli']): Check => {
  const only = `Use exactly ${CLI_VERSION}: newer versions stop with "assertNever called".`
  if ('failure' in cli) {
    return { ok: false, text: `npx could not run ${CLI_PACKAGE} (${cli.failure}). ${only}` }
  }
  return cli.version === CLI_VERSION
    ? { ok: true, text: `The Botpress CLI is ${CLI_VERSION}, the one that reads this definition.` }
    : { ok: false, text: `The Botpress CLI is ${cli.version}. ${only}` }
}

const checkWorkspace = (workspace: Workspace, name: string): Check => {
  const login = `npx ${CLI_PACKAGE} login`
  switch (workspace.state) {
    case 'notLoggedIn':
      return { ok: false, text: `You are not logged in to Botpress. Run: ${login}` }
    case 'refused':
      return { ok: false, text: `Botpress refused the login (status ${workspace.status}). Log in again: ${login}` }
    case 'unreachable':
      return { ok: false, text: 'Botpress could not be reached. Check the network, then try again.' }
    case 'found':
      return checkHandle(workspace.name, workspace.handle, name)
    default:
      return workspace satisfies never
  }
}

const checkHandle = (workspaceName: string, handle: string | undefined, name: string): Check => {
  if (!handle) {
    return {
      ok: false,
      text:
        `The workspace "${workspaceName}" has no handle, and a private integration is named after it. ` +
        'Choose one in the Botpress dashboard: Workspace settings → Handle.',
    }
  }
  const [given, rest] = name.split('/')
  if (rest !== undefined && given !== handle) {
    return { ok: false, text: `The definition is named "${name}", but the handle of the workspace is "${handle}".` }
  }
  return { ok: true, text: `It will be "${handle}/${rest ?? name}" in the workspace "${workspaceName}".` }
}
