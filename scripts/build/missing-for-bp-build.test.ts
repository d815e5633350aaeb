import { describe, expect, it } from 'vitest'
import integration from '../../integration.definition'
import { ROOT } from '../run'
import { missingForBpBuild, type BuildParts } from './missing-for-bp-build'

const { icon, readme, interfaces } = integration
const definition = { icon, readme, interfaces }

const parts: BuildParts = {
  root: ROOT,
  bundle: { default: { handler: () => undefined } },
  definition,
  contract: { name: 'hitl', version: '2.1.0' },
  bpDependencies: { hitl: 'interface:hitl@2.1.0' },
}

describe('missingForBpBuild', () => {
  it('misses nothing in this repository', () => {
    expect(missingForBpBuild(parts)).toEqual([])
  })

  it.each<[string, Partial<BuildParts>, RegExp[]]>([
    ['a default export', { bundle: {} }, [/does not export an Integration/]],
    ['an integration', { bundle: { default: {} } }, [/does not export an Integration/]],
    ['the icon', { definition: { ...definition, icon: 'other.svg' } }, [/^other\.svg is missing/]],
    ['a readme', { definition: { ...definition, readme: undefined } }, [/lacks an icon or a readme/]],
    [
      'another version',
      { contract: { name: 'hitl', version: '3.0.0' } },
      [/does not implement hitl 3/, /hitl@2\.1\.0/],
    ],
    ['the dependency', { bpDependencies: {} }, [/asks for no interface, but bp_modules has interface:hitl@2\.1\.0/]],
  ])('notices the lack of %s', (_, lack, sentences) => {
    expect(missingForBpBuild({ ...parts, ...lack })).toEqual(sentences.map((each) => expect.stringMatching(each)))
  })
})
