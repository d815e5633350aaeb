import { Client } from '@botpress/client'
import { inTurns, type Contender, type Talk } from './contender'
import { fragment, transcript } from './events'
import { historyOf } from './flows'
import { times } from './times'

/** A kind of work that comes in sizes. */
export type Scale = {
  name: string
  unit: string
  sizes: number[]
  /** Makes what so many runs of this size need, and gives the runs; only they are measured. */
  prepare: (contender: Contender, size: number, runs: number) => Promise<(() => Promise<unknown>)[]>
}

/** What goes by before open sessions are looked at, in ms. */
const SETTLED_MS = 60_000

const sessionFor = async (contender: Contender): Promise<Talk> => {
  const [talk] = await contender.open(1)
  if (!talk) {
    throw new Error('No session was opened')
  }
  return talk
}

/** Conversations that are made at the same time. */
const MADE_AT_ONCE = 20

/** Hands one conversation over and copies it until there are so many: quicker than that many handovers. */
const openSessions = async (contender: Contender, count: number): Promise<void> => {
  const { botpress } = contender.sandbox
  if (botpress.conversations().length === 0) {
    const userId = await contender.act('createUser', { name: 'Ada' }, 'userId')
    await contender.act('startHitl', { userId, title: 'Help', messageHistory: [] }, 'conversationId')
  }
  const [first] = botpress.conversations()
  if (!first) {
    throw new Error('No session was opened')
  }
  const { channel, tags } = first
  const client = new Client({ apiUrl: botpress.apiUrl, ...botpress.identity })
  const missing = times(count - botpress.conversations().length, (at) => at)
  await inTurns(missing, MADE_AT_ONCE, () => client.createConversation({ channel, tags }))
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
      await openSessions(contender, size)
      await contender.letPass(SETTLED_MS)
      return times(runs, () => async () => contender.sandbox.botpress.register())
    },
  },
]
