import { expect, it } from 'vitest'
import { seededRandom } from './random'

const some = (seed: number) => Array.from({ length: 1_000 }, seededRandom(seed))

it('gives the same numbers for the same seed, others for another, all below 1 and well spread', () => {
  expect(some(1)).toEqual(some(1))
  expect(some(2)).not.toEqual(some(1))
  expect(some(1).every((number) => number >= 0 && number < 1)).toBe(true)
  const mean = some(1).reduce((sum, number) => sum + number) / 1_000
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05)
})
