import type { Budget } from './budget'
import type { Contender } from './contender'
import type { Scale } from './scales'
import type { Point } from './stats'

/** How the cost of one piece of work grows with its input. */
export type Growth = { scale: string; unit: string; points: Point[]; leftOut: LeftOut[] }

/** A size that was not measured, and the reason. */
export type LeftOut = { size: number; why: string }

/** So many units of size are spent on each point, so that small sizes are measured more often. */
const WORTH = 2_000
const MAX_RUNS = 20
const MIN_RUNS = 2
const WARM_UPS = 10
/** However large a step is, it is not supposed to take more than so many times as long as the one before. */
const STEEPEST_GUESS = 10

/**
 * Measures a scale with a bundle that has a process to itself, from its smallest size to its largest. A size that
 * would take longer than the budget lasts, to judge from the one before, is left out.
 */
export const measureGrowth = async (scale: Scale, contender: Contender, budget: Budget): Promise<Growth> => {
  const [smallest = 1] = scale.sizes
  // What is compiled and loaded at the first run is no part of what any size costs.
  await measurePoint(scale, contender, smallest, Math.min(WARM_UPS, runsFor(smallest)))
  const points: Point[] = []
  const leftOut: LeftOut[] = []
  let runMs = 0
  for (const size of scale.sizes) {
    const before = points.at(-1)
    const runs = runsFor(size)
    if (before && runMs * runs * Math.min(STEEPEST_GUESS, size / Math.max(1, before.size)) > budget.leftMs) {
      leftOut.push({ size, why: 'there was no time left' })
      continue
    }
    const started = performance.now()
    points.push(await measurePoint(scale, contender, size, runs))
    runMs = (performance.now() - started) / runs
  }
  return { scale: scale.name, unit: scale.unit, points, leftOut }
}

const runsFor = (size: number): number => Math.min(MAX_RUNS, Math.max(MIN_RUNS, Math.ceil(WORTH / Math.max(1, size))))

const measurePoint = async (scale: Scale, contender: Contender, size: number, runs: number): Promise<Point> => {
  const work = await scale.prepare(contender, size, runs)
  const cpuBefore = await contender.cpuMs()
  const started = performance.now()
  const { brevo, botpress } = await contender.callsDuring(async () => {
    for (const run of work) {
      await run()
    }
  })
  const ms = performance.now() - started
  const cpuMs = (await contender.cpuMs()) - cpuBefore
  contender.assertSound()
  contender.sandbox.wire.clear()
  const { length } = work
  return { size, cpuMs: cpuMs / length, ms: ms / length, calls: (brevo + botpress) / length }
}
