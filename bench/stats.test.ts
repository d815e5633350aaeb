import { describe, expect, it } from 'vitest'
import { quantile, steepest } from './stats'

const point = (size: number, cpuMs: number) => ({ size, cpuMs, ms: 0, calls: 5 })

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
    expect(steepest([point(10, 2), point(100, 20), point(1_000, 200)], 'cpuMs')).toBeCloseTo(1)
  })

  it('finds the one step that is steeper', () => {
    expect(steepest([point(10, 2), point(100, 4), point(1_000, 400), point(5_000, 500)], 'cpuMs')).toBeCloseTo(10)
  })

  it('looks at the cost that it is told', () => {
    const points = [10, 100].map((size) => ({ size, cpuMs: size, ms: 0, calls: size ** 2 }))
    expect(steepest(points, 'calls')).toBeCloseTo(10)
    expect(steepest(points, 'cpuMs')).toBeCloseTo(1)
  })

  it('counts a step from nothing as one from 1', () => {
    expect(steepest([point(0, 2), point(10, 4)], 'cpuMs')).toBeCloseTo(0.2)
  })

  it('is no number where nothing grew', () => {
    expect(steepest([], 'cpuMs')).toBeNaN()
    expect(steepest([point(10, 2)], 'cpuMs')).toBeNaN()
  })
})
