import type { Budget } from './budget'
import type { Calls, Contender } from './contender'
import { fragment, transcript } from './events'
import { quantile } from './stats'
import { times } from './times'

const HISTORY_LENGTH = 20

/** A flow that is measured; `target` is the longest median allowed, in medians of the floor. */
export type Flow = {
  name: string
  target?: number
  /** Makes what so many runs need, and gives the runs; only they are measured. */
  prepare: (contender: Contender, runs: number) => Promise<(() => Promise<unknown>)[]>
}

/** What was measured of a flow; times in ms, calls of one run. */
export type FlowResult = {
  flow: string
  contender: string
  runs: number
  medianMs: number
  p95Ms: number
  calls: Calls
}

/** The history that the bot hands over, of text messages in turn. */
export const historyOf = (length: number, userId: string): object[] =>
  times(length, (at) => ({
    source: at % 2 === 0 ? { type: 'user', userId } : { type: 'bot' },
    type: 'text',
    payload: { text: `Line ${at} of what was said before` },
  }))

export const FLOWS: Flow[] = [
  {
    name: 'escalation, 20 messages of history',
    target: 1.5,
    prepare: async (contender, runs) =>
      times(runs, () => async () => {
        const userId = await contender.act('createUser', { name: 'Ada' }, 'userId')
        const input = { userId, title: 'Help', messageHistory: historyOf(HISTORY_LENGTH, userId) }
        await contender.act('startHitl', input, 'conversationId')
      }),
  },
  {
    name: "user's message",
    target: 1.1,
    prepare: async (contender, runs) => {
      const [talk] = await contender.open(1)
      return times(runs, (at) => async () => talk?.chat.say(`My question number ${at}`))
    },
  },
  {
    name: "agent's message",
    target: 1.1,
    prepare: async (contender, runs) => {
      const [talk] = await contender.open(1)
      return times(runs, (at) => {
        const event = fragment(talk?.visitorId ?? '', [contender.answer(`My answer number ${at}`)])
        return async () => contender.deliver(event)
      })
    },
  },
  {
    name: 'transcript of 20 messages',
    prepare: async (contender, runs) => {
      const talks = await contender.open(runs)
      return talks.map(({ visitorId }) => {
        const messages = times(HISTORY_LENGTH, () => ({ ...contender.answer('Written before'), isEcho: true }))
        return async () => contender.deliver(transcript(visitorId, messages))
      })
    },
  },
]

/** How often a flow is measured, in how many rounds that take turns between the contenders. */
export type FlowCounts = { runs: number; rounds: number; latencyMs: number }

/** Measures one flow with every contender, which take turns. */
export const measureFlow = async (
  flow: Flow,
  contenders: Contender[],
  { runs, rounds, latencyMs }: FlowCounts,
  budget: Budget
): Promise<FlowResult[]> => {
  const measured = contenders.map((contender) => ({
    contender,
    samples: new Array<number>(),
    calls: { brevo: 0, botpress: 0 },
  }))
  for (let round = 0; round < rounds && (round === 0 || !budget.isSpent); round += 1) {
    for (const each of measured) {
      const [warmUp, ...work] = await flow.prepare(each.contender, Math.ceil(runs / rounds) + 1)
      each.contender.setLatency(latencyMs)
      each.calls = await each.contender.callsDuring(async () => warmUp?.())
      each.samples.push(...(await durations(work, budget)))
      each.contender.setLatency(0)
      each.contender.assertSound()
    }
  }
  return measured.map(({ contender, samples, calls }) => ({
    flow: flow.name,
    contender: contender.name,
    runs: samples.length,
    medianMs: quantile(samples, 0.5),
    p95Ms: quantile(samples, 0.95),
    calls,
  }))
}

/** So many runs of each round are made even when the time is spent: a median of one is none. */
const MIN_RUNS = 3

/** What each piece of work takes, in ms. */
const durations = async (work: (() => Promise<unknown>)[], budget: Budget): Promise<number[]> => {
  const measured: number[] = []
  for (const run of work) {
    if (measured.length >= MIN_RUNS && budget.isSpent) {
      break
    }
    const started = performance.now()
    await run()
    measured.push(performance.now() - started)
  }
  return measured
}
