import type { BenchOptions } from './bench'

/** How much a run measures, apart from what it is told. */
export type Counts = Omit<BenchOptions, 'say' | 'vs'>

/** Everything, in less than five minutes. */
export const WHOLE: Counts = {
  starts: 11,
  flows: { runs: 60, rounds: 4, latencyMs: 20 },
  throughput: { messages: 2_000, rounds: 10, inFlight: [1, 50] },
  largest: Number.POSITIVE_INFINITY,
  seconds: 270,
}

/** So little that it only shows that everything works. */
export const QUICK: Counts = {
  starts: 2,
  flows: { runs: 6, rounds: 2, latencyMs: 20 },
  throughput: { messages: 50, rounds: 1, inFlight: [1, 10] },
  largest: 100,
  seconds: 45,
}
