import type { Budget } from './budget'
import { inTurns, type Contender, type Talk } from './contender'
import { fragment, transcript } from './events'
import { historyOf } from './flows'
import type { Point } from './stats'
import { times } from './times'

/** How the cost of one piece of work grows with its input. */
export type Growth = { scale: string; unit: string; points: Point[]; leftOut: LeftOut[] }

/** A size that was not measured, and the reason. */
export type LeftOut = { size: number; why: string }

/** A kind of work that comes in sizes. */
export type Scale = {
  name: string
  unit: string
  sizes: number[]
  /** Makes what so many runs of this size need, and gives the runs; only they are measured. */
  prepare: (contender: Contender, size: number, runs: number) => Promise<(() => Promise<unknown>)[]>
}

/** So many units of size are spent on each point, so that small sizes are measured more often. */
const WORTH = 2_000
const MAX_RUNS = 20
const MIN_RUNS = 2
const WARM_UPS = 10

/** Sessions that are opened at the same time, and what goes by before they are looked at, in ms. */
const OPENED_AT_ONCE = 20
const SETTLED_MS = 60_000

const sessionFor = async (contender: Contender): Promise<Talk> => {
  const [talk] = await contender.open(1)
  if (!talk) {
    throw new Error('No session was opened')
  }
  return talk
}

export const SCALES: Scale[] = [
  {
    name: 'transcript',
    unit: 'messages',
    sizes: [10, 100, 1_000, 5_000],
    prepare: async (contender, size, runs) => {
      const talks = await contender.open(runs)
      return talks.map(({ visitorId }) => {
        const messages = times(size, () => ({ ...contender.answer('Written before'), isEcho: true }))
        const body = JSON.stringify(transcript(visitorId, messages))
        return async () => contender.post(body)
      })
    },
  },
  {
    name: 'history of an escalation',
    unit: 'messages',
    sizes: [0, 10, 100, 1_000],
    prepare: async (contender, size, runs) => {
      const userId = await contender.act('createUser', { name: 'Ada' }, 'userId')
      const messageHistory = historyOf(size, userId)
      return times(runs, (at) => async () => {
        await contender.act('startHitl', { userId, title: `Help ${at}`, messageHistory }, 'conversationId')
      })
    },
  },
  {
    name: "text of a user's message",
    unit: 'characters',
    // Botpress stores no payload of more than 128 KB.
    sizes: [1, 1_000, 100_000],
    prepare: async (contender, size, runs) => {
      const { chat } = await sessionFor(contender)
      const text = 'Some words. '.repeat(Math.ceil(size / 12)).slice(0, size)
      return times(runs, () => async () => chat.say(text))
    },
  },
  {
    name: "text of an agent's message",
    unit: 'characters',
    sizes: [1, 1_000, 100_000, 1_000_000],
    prepare: async (contender, size, runs) => {
      const { visitorId } = await sessionFor(contender)
      const text = 'Some words. '.repeat(Math.ceil(size / 12)).slice(0, size)
      const bodies = times(runs, () => JSON.stringify(fragment(visitorId, [contender.answer(text)])))
      return bodies.map((body) => async () => contender.post(body))
    },
  },
  {
    name: 'hourly sweep',
    unit: 'open sessions',
    sizes: [10, 100, 1_000, 5_000],
    prepare: async (contender, size, runs) => {
      const { length } = contender.sandbox.botpress.conversations()
      const userId = await contender.act('createUser', { name: 'Ada' }, 'userId')
      const titles = times(Math.max(0, size - length), (at) => `Help ${length + at}`)
      await inTurns(titles, OPENED_AT_ONCE, (title) =>
        contender.act('startHitl', { userId, title, messageHistory: [] }, 'conversationId')
      )
      await contender.letPass(SETTLED_MS)
      return times(runs, () => async () => contender.sandbox.botpress.register())
    },
  },
]

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
    if (before && runMs * runs * (size / Math.max(1, before.size)) > budget.leftMs) {
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
