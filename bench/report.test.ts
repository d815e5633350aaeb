import { describe, expect, it } from 'vitest'
import type { Results } from './bench'
import { packageOf } from './bundle'
import { report } from './report'
import { verdictsOn } from './verdicts'

const times = (contender: string, medianMs: number) => ({ contender, runs: 9, medianMs, p95Ms: medianMs + 1 })
const flow = (contender: string, medianMs: number) => ({
  ...times(contender, medianMs),
  flow: "user's message",
  calls: { brevo: 1, botpress: 1 },
})
const speed = (contender: string, cpuMs: number) => ({
  kind: "user's message",
  inFlight: 50,
  contender,
  perSecond: 2_345.6,
  cpuMs,
})

const RESULTS: Results = {
  at: '2026-11-25T10:00:00.000Z',
  machine: { node: 'v20.20.2', cpu: 'Some CPU', cores: 2, os: 'linux 6' },
  latencyMs: 20,
  seconds: 250,
  start: [times('product', 105), times('floor', 100)],
  flows: [flow('product', 48), flow('floor', 40)],
  throughput: [speed('product', 1.1), speed('floor', 1)],
  growth: [
    {
      scale: 'hourly sweep',
      unit: 'open sessions',
      points: [
        { size: 10, cpuMs: 10, ms: 20, calls: 30 },
        { size: 100, cpuMs: 300, ms: 600, calls: 1_500 },
      ],
      leftOut: [{ size: 5_000, why: 'there was no time left' }],
    },
  ],
  bundle: {
    bytes: 1_000_000,
    packages: [
      { name: 'axios', bytes: 999_900 },
      { name: 'tiny', bytes: 100 },
    ],
  },
}

describe('verdictsOn', () => {
  it('holds each number against its target', () => {
    const verdicts = new Map(verdictsOn(RESULTS).map(({ what, value, met }) => [what, { value, met }]))
    expect(verdicts.get("user's message, time in floors")).toEqual({ value: 1.2, met: false })
    expect(verdicts.get("user's message, 50 in flight, CPU in floors")).toEqual({ value: 1.1, met: true })
    expect(verdicts.get('start to first answer, time in floors')).toEqual({ value: 1.05, met: true })
    expect(verdicts.get('hourly sweep, steepest step of CPU against its input')).toEqual({ value: 3, met: false })
    expect(verdicts.get('hourly sweep, steepest step of calls against its input')).toEqual({ value: 5, met: false })
    expect(verdicts.get("agent's message, time in floors")).toEqual({ value: Number.NaN, met: false })
  })
})

describe('report', () => {
  const text = report(RESULTS)

  it('says what was missed, and what could not be measured', () => {
    expect(text).toContain("| user's message, time in floors | 1.20 | 1.1 | **missed** |")
    expect(text).toContain('| start to first answer, time in floors | 1.05 | 1.1 | met |')
    expect(text).toContain("| agent's message, time in floors | – | 1.1 | not measured |")
    expect(text).toContain('| hourly sweep | 5,000 open sessions | left out | there was no time left |')
  })

  it('has tables whose rows are as long as their heads', () => {
    const widths = text.split('\n\n').map(
      (part) =>
        new Set(
          part
            .trim()
            .split('\n')
            .map((line) => line.split(' | ').length)
        )
    )
    expect(widths.filter(({ size }) => size !== 1)).toEqual([])
  })

  it('counts small packages together', () => {
    expect(text).toContain('| 1 smaller ones | 100 |')
  })

  it('compares a second bundle', () => {
    const other = report({
      ...RESULTS,
      start: [...RESULTS.start, times('other', 130)],
      flows: [...RESULTS.flows, flow('other', 60)],
      throughput: [...RESULTS.throughput, speed('other', 3)],
    })
    expect(other).toMatch(/\| user's message \| 9 \| .* \| 1\.20 \| 1\.50 \|/)
    expect(other).toContain('| other | 130 | 131 | 1.30 |')
  })
})

describe('packageOf', () => {
  it.each([
    ['node_modules/@botpress/sdk/dist/index.cjs', '@botpress/sdk'],
    ['node_modules/one/node_modules/two/index.js', 'two'],
    ['../repo/node_modules/axios/dist/node/axios.cjs', 'axios'],
    ['src/index.ts', '(this package)'],
  ])('knows whose %s is', (file, name) => {
    expect(packageOf(file)).toBe(name)
  })
})
