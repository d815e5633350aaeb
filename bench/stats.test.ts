import { describe, expect, it } from 'vitest'
import { quantile, steepest } from './stats'

const point = (size: number, cpuMs: number) => ({ size, cpuMs, ms: 0 })

describe('quantile', () => {
  it('lies between the values, whatever their order', () => {
    expect(quantile([3, 1, 2], 0.5)).toBe(2)
    expect(quantile([4, 1], 0.5)).toBe(2.5)
    expect(quantile([...Array(101).keys()].reverse(), 0.95)).toBe(95)
    expect(quantile([7], 0.95)).toBe(7)
    expect(quantile([], 0.5)).toBeNaN()
  })
})

describe('steepest', () => {
  it('is 1 where the cost grows as its input does', () => {
    expect(steepest([point(10, 2), point(100, 20), point(1_000, 200)])).toBeCloseTo(1)
  })

  it('finds the one step that is steeper', () => {
    expect(steepest([point(10, 2), point(100, 4), point(1_000, 400), point(5_000, 500)])).toBeCloseTo(10)
  })

  it('counts a step from nothing as one from 1', () => {
    expect(steepest([point(0, 2), point(10, 4)])).toBeCloseTo(0.2)
  })

  it('is no number where nothing grew', () => {
    expect(steepest([])).toBeNaN()
    expect(steepest([point(10, 2)])).toBeNaN()
  })
})
