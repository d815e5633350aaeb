import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FLOOR, PRODUCT } from './bench'
import { WHOLE } from './counts'
import { DOCS_FILE, takeApart, withMeasured } from './docs'
import { FLOWS } from './flows'
import { sizeOf } from './report'
import { SCALES } from './scales'
import { KINDS } from './throughput'

const page = takeApart(readFileSync(DOCS_FILE, 'utf8'))
const rows = page.measured
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.slice(2, -2).split(' | '))

describe('docs/bench.md', () => {
  it('has every flow, every direction, every start and every size that a run measures', () => {
    const firsts = rows.map(([first]) => first)
    const expected = [
      ...FLOWS.map(({ name }) => name),
      ...KINDS.flatMap(({ name }) => WHOLE.throughput.inFlight.map((count) => `${name}, ${count} in flight`)),
      PRODUCT,
      FLOOR,
    ]
    expect(expected.filter((name) => !firsts.includes(name))).toEqual([])
    const sizes = SCALES.flatMap(({ name, unit, sizes: all }) => all.map((size) => `${name}: ${sizeOf(size, unit)}`))
    const measured = rows.map(([name, size]) => `${name}: ${size}`)
    expect(sizes.filter((size) => !measured.includes(size))).toEqual([])
  })

  it('measured everything that has a target, and each growth up to its largest size', () => {
    expect(page.measured).not.toContain('not measured')
    const largest = SCALES.map(({ name, unit, sizes }) => [name, sizeOf(sizes.at(-1) ?? 0, unit)])
    const leftOut = rows.filter(([, , cpu]) => cpu === 'left out').map(([name, size]) => [name, size])
    expect(largest.filter((each) => leftOut.some((other) => other.join() === each.join()))).toEqual([])
  })

  it('says the reason of each target that was missed', () => {
    const missed = rows.filter((cells) => cells.at(-1) === '**missed**').map(([target = '']) => target)
    expect(missed.filter((target) => !page.after.includes(`**${target}**`))).toEqual([])
  })
})

describe('withMeasured', () => {
  const text = readFileSync(DOCS_FILE, 'utf8')

  it('replaces what an earlier run wrote, and nothing else', () => {
    const once = withMeasured(text, 'a table\n')
    expect(takeApart(once)).toEqual({ ...page, measured: '\n\na table\n\n' })
    expect(withMeasured(once, page.measured)).toBe(text)
  })

  it('refuses a page in which it does not know what to replace', () => {
    expect(() => withMeasured('# Bench', '')).toThrow('must have these two lines')
    expect(() => withMeasured(`${text}${text}`, '')).toThrow('must have these two lines')
  })
})
