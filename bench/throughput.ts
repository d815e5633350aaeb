import type { Budget } from './budget'
import { inTurns, type Contender, type Talk } from './contender'
import { fragment } from './events'
import { quantile } from './stats'

/** A direction in which messages travel. */
export type Kind = {
  name: string
  /** Sends one message through a session. */
  send: (contender: Contender, talk: Talk, index: number) => Promise<unknown>
}

/**
 * What was measured with no latency; CPU in ms of the integration's process for each message. Both are medians of the
 * rounds, so that a moment in which the machine did something else counts for little. Rounds in which V8 still compiles,
 * on threads of its own, do not count.
 */
export type ThroughputResult = { kind: string; inFlight: number; contender: string; perSecond: number; cpuMs: number }

export const KINDS: Kind[] = [
  { name: "user's message", send: (_, { chat }, index) => chat.say(`My question number ${index}`) },
  {
    name: "agent's message",
    send: (contender, { visitorId }, index) =>
      contender.deliver(fragment(visitorId, [contender.answer(`My answer number ${index}`)])),
  },
]

/** How many of the first rounds do not count; of one, none. */
const warmUpsOf = (rounds: number[]): number => Math.floor(rounds.length * WARM_UP_SHARE)
const WARM_UP_SHARE = 0.4

/** How many messages are sent in each of the rounds, in which the contenders take turns. */
export type ThroughputCounts = { messages: number; rounds: number }

/** Sends many messages of a kind, so many at the same time, each in a session of its own. */
export const measureThroughput = async (
  kind: Kind,
  inFlight: number,
  contenders: Contender[],
  { messages, rounds }: ThroughputCounts,
  budget: Budget
): Promise<ThroughputResult[]> => {
  const measured = contenders.map((contender) => ({
    contender,
    speeds: new Array<number>(),
    costs: new Array<number>(),
  }))
  for (let round = 0; round < rounds && (round === 0 || !budget.isSpent); round += 1) {
    for (const { contender, speeds, costs } of measured) {
      const talks = await contender.open(inFlight)
      const share = Math.ceil(messages / rounds / inFlight)
      const cpuBefore = await contender.cpuMs()
      const started = performance.now()
      let sent = 0
      await inTurns(talks, inFlight, async (talk) => {
        for (let index = 0; index < share && (index === 0 || !budget.isSpent); index += 1) {
          await kind.send(contender, talk, index)
          sent += 1
        }
      })
      speeds.push((sent * 1_000) / (performance.now() - started))
      costs.push(((await contender.cpuMs()) - cpuBefore) / sent)
      contender.assertSound()
      contender.sandbox.wire.clear()
    }
  }
  return measured.map(({ contender, speeds, costs }) => ({
    kind: kind.name,
    inFlight,
    contender: contender.name,
    perSecond: quantile(speeds.slice(warmUpsOf(speeds)), 0.5),
    cpuMs: quantile(costs.slice(warmUpsOf(costs)), 0.5),
  }))
}
