/** The value below which so great a share of the values lies: 0.5 for the median. NaN of none. */
export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((one, other) => one - other)
  const at = share * (sorted.length - 1)
  const lower = sorted[Math.floor(at)] ?? Number.NaN
  const upper = sorted[Math.ceil(at)] ?? Number.NaN
  return lower + (upper - lower) * (at - Math.floor(at))
}

/** A point of growth: what one piece of work of this size costs. `calls` are those to both services together. */
export type Point = { size: number; cpuMs: number; ms: number; calls: number }

/**
 * How much faster than the input the cost grows at the steepest step: 1 means exactly as fast, 0.1 a tenth of it. A
 * step from nothing counts as one from 1.
 * @param cost one of the costs
 * @returns NaN of less than two points
 */
export const steepest = (points: readonly Point[], cost: 'cpuMs' | 'calls'): number => {
  const steps = points.slice(1).map((point, at) => {
    const before = points[at] ?? point
    return point[cost] / before[cost] / (point.size / Math.max(1, before.size))
  })
  return steps.length === 0 ? Number.NaN : Math.max(...steps)
}
