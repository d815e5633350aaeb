import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { FLOOR, OTHER, PRODUCT, runBench, type Results } from '../bench/bench'
import { measureBundle } from '../bench/bundle'
import { FLOWS } from '../bench/flows'
import { report } from '../bench/report'
import { SCALES } from '../bench/scales'
import { BUNDLE_FILE, buildIntegration } from '../sandbox/integration/build'

const CONTENDERS = [PRODUCT, FLOOR, OTHER]

/** Calls that nobody can do without, in each flow. */
const FLOOR_CALLS = [
  ['escalation, 20 messages of history', { brevo: 1, botpress: 4 }],
  ["user's message", { brevo: 1, botpress: 1 }],
  ["agent's message", { brevo: 0, botpress: 2 }],
  ['transcript of 20 messages', { brevo: 0, botpress: 2 }],
]

describe('npm run bench', { timeout: 240_000 }, () => {
  const lines: string[] = []
  let results: Results

  beforeAll(async () => {
    results = await runBench({
      vs: BUNDLE_FILE,
      starts: 1,
      flows: { runs: 1, rounds: 1, latencyMs: 5 },
      throughput: { messages: 2, rounds: 1, inFlight: [2] },
      largest: 10,
      seconds: 8,
      say: (line) => lines.push(line),
    })
  }, 240_000)

  it('measures the product, the floor and a second bundle in every flow', () => {
    expect(results.start.map(({ contender }) => contender)).toEqual(CONTENDERS)
    expect(results.flows.map(({ flow, contender }) => [flow, contender])).toEqual(
      FLOWS.flatMap(({ name }) => CONTENDERS.map((contender) => [name, contender]))
    )
    expect(results.flows.filter(({ medianMs, runs }) => !(medianMs > 5) || runs < 1)).toEqual([])
    expect(results.throughput).toHaveLength(2 * CONTENDERS.length)
    expect(results.throughput.filter(({ perSecond }) => !(perSecond > 0))).toEqual([])
  })

  it('measures every kind of growth', () => {
    expect(results.growth.map(({ scale, points }) => [scale, points.length > 0])).toEqual(
      SCALES.map(({ name }) => [name, true])
    )
  })

  it('says what it is at, and reports', () => {
    expect(lines).toContain("With 5 ms on both services: user's message")
    expect(report(results)).toContain('| start to first answer, time in floors |')
  })

  it('lets the floor make the calls that nobody can do without, and no others', () => {
    const made = results.flows.filter(({ contender }) => contender === FLOOR).map(({ flow, calls }) => [flow, calls])
    expect(made).toEqual(FLOOR_CALLS)
  })
})

describe('the bundles', () => {
  it('are the one that is deployed, by package, and a floor of less than 80 lines', async () => {
    const { bytes, packages } = await measureBundle()
    expect(bytes).toBe(await buildIntegration())
    expect(packages.reduce((sum, each) => sum + each.bytes, 0)).toBe(bytes)
    const floor = await readFile(join(__dirname, '..', 'bench', 'floor.ts'), 'utf8')
    expect(floor.trim().split('\n').length).toBeLessThan(80)
  })
})
