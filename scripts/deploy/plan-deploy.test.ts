import { describe, expect, it } from 'vitest'
import { planDeploy, type DeployFacts } from './plan-deploy'

const READY: DeployFacts = {
  name: 'brevo-hitl',
  versions: { definition: '1.2.0', manifest: '1.2.0', changelog: '1.2.0' },
  complaints: [],
  cli: { version: '5.5.6' },
  workspace: { state: 'found', name: 'Acme', handle: 'acme' },
}

/** What is wrong in a plan, in words. */
const problems = (facts: Partial<DeployFacts>): string[] =>
  planDeploy({ ...READY, ...facts }, [])
    .checks.filter(({ ok }) => !ok)
    .map(({ text }) => text)

describe('planDeploy', () => {
  it('runs exactly the CLI that reads the definition, with what it was given', () => {
    const { ready, command } = planDeploy(READY, ['--public'])
    expect(ready).toBe(true)
    expect(command).toEqual(['npx', '--yes', '@botpress/cli@5.5.6', 'deploy', '--public'])
  })

  it.each(['brevo-hitl', 'acme/brevo-hitl'])('says under which name %s will be deployed', (name) => {
    expect(planDeploy({ ...READY, name }, []).checks.at(-1)).toEqual({
      ok: true,
      text: 'It will be "acme/brevo-hitl" in the workspace "Acme".',
    })
  })

  it.each<[string, Partial<DeployFacts>, RegExp]>([
    ['versions apart', { versions: { ...READY.versions, manifest: '1.1.0' } }, /definition says version 1\.2\.0/],
    ['no changelog', { versions: { ...READY.versions, changelog: undefined } }, /CHANGELOG\.md none/],
    ['a bad definition', { complaints: ['event "x" has no title'] }, /bp lint: event "x" has no title\.$/],
    ['a newer CLI', { cli: { version: '6.1.0' } }, /The Botpress CLI is 6\.1\.0\. .*"assertNever called"/],
    ['no CLI', { cli: { failure: 'npm error 404' } }, /\(npm error 404\)\. Use exactly 5\.5\.6/],
    ['no login', { workspace: { state: 'notLoggedIn' } }, /npx @botpress\/cli@5\.5\.6 login$/],
    ['an old login', { workspace: { state: 'refused', status: 401 } }, /status 401.*Log in again/],
    ['no network', { workspace: { state: 'unreachable' } }, /could not be reached/],
    ['no handle', { workspace: { state: 'found', name: 'Acme', handle: undefined } }, /"Acme" has no handle/],
    ['another handle', { name: 'other/brevo-hitl' }, /named "other\/brevo-hitl", but the handle .* is "acme"/],
  ])('does nothing with %s, and says what to do', (_, facts, text) => {
    expect(problems(facts)).toEqual([expect.stringMatching(text)])
    expect(planDeploy({ ...READY, ...facts }, []).ready).toBe(false)
  })
})
