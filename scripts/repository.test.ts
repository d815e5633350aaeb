import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import definition from '../integration.definition'
import manifest from '../package.json'
import { newestVersion } from './changelog'
import { ROOT } from './run'

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')
const listIn = (text: string, key: string): string[] =>
  (new RegExp(`${key}: \\[(.*)\\]`).exec(text)?.[1] ?? '').split(', ')

describe('the repository', () => {
  it('has the changelog of the version that is deployed', () => {
    expect(newestVersion(read('CHANGELOG.md'))).toBe(definition.version)
    expect(manifest.version).toBe(definition.version)
  })

  it('has the licence that package.json names', () => {
    expect(read('LICENSE')).toMatch(new RegExp(`^${manifest.license} License`))
  })

  it('tests on the Node that .nvmrc chooses, which is the oldest that package.json allows', () => {
    expect(listIn(read('.github/workflows/test.yml'), 'node')).toEqual([read('.nvmrc').trim(), '22', '24'])
    expect(manifest.engines.node).toBe(`>=${read('.nvmrc').trim()}`)
  })

  it('runs in its workflows what is there', () => {
    expect(read('.github/workflows/test.yml')).toContain('run: .ci/run')
    expect(existsSync(join(ROOT, '.ci', 'run'))).toBe(true)
    const scripts = listIn(read('.github/workflows/nightly.yml'), 'script')
    expect(scripts).toEqual(['faults', 'schedules', 'soak', 'bench'])
    expect(Object.keys(manifest.scripts)).toEqual(expect.arrayContaining(scripts))
  })

  it.each(
    ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'docs/bench.md'].filter((file) => existsSync(join(ROOT, file)))
  )('names in %s only scripts that there are', (file) => {
    const named = [...read(file).matchAll(/npm run ([a-z][a-z:-]*[a-z])/g)].map(([, script = '']) => script)
    expect(named.filter((script) => !Object.hasOwn(manifest.scripts, script))).toEqual([])
  })
})

describe('newestVersion', () => {
  it('is that of the first entry', () => {
    expect(newestVersion('# Changelog\n\n## 1.1.0\n\n- New\n\n## 1.0.0\n')).toBe('1.1.0')
    expect(newestVersion('# Changelog\n')).toBeUndefined()
  })
})
