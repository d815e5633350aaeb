import { randomUUID } from 'node:crypto'
import { endOf, type BotpressWorld } from './botpress-world'
import type { Statement } from './statement'

const AT_ONCE = 20
const MESSAGES = 23
const TIMES = 5
const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** What the product takes for granted about Botpress's conversations, messages and schedule. */
export const botpressRecords: Statement<BotpressWorld>[] = [
  {
    says: `Of ${AT_ONCE} calls of getOrCreateMessage at once with one tag, one makes the message`,
    leansOn: ['toUser'],
    try: async (world) => {
      const [conversationId, userId, id] = [await world.newConversation(), await world.newUser(), randomUUID()]
      const calls = Array.from({ length: AT_ONCE }, () => world.getOrCreateMessage(conversationId, userId, id))
      const made = new Set((await Promise.all(calls)).map(({ message }) => message.id))
      return { holds: made.size === 1, saw: `${made.size} ${made.size === 1 ? 'message' : 'messages'}` }
    },
  },
  {
    says: 'getOrCreateMessage with the tag of a message of another conversation is an error',
    leansOn: ['toUser'],
    try: async (world) => {
      const [userId, id] = [await world.newUser(), randomUUID()]
      await world.getOrCreateMessage(await world.newConversation(), userId, id)
      const end = await endOf(world.getOrCreateMessage(await world.newConversation(), userId, id))
      return { holds: /^4\d\d /.test(end), saw: end }
    },
  },
  {
    says: 'listMessages gives the newest first, 20 on a page',
    leansOn: ['unsent', 'transcript'],
    try: async (world) => {
      const [conversationId, userId] = [await world.newConversation(), await world.newUser()]
      const made: string[] = []
      for (let i = 0; i < MESSAGES; i++) {
        made.push((await world.getOrCreateMessage(conversationId, userId, randomUUID())).message.id)
      }
      const first = await world.client.listMessages({ conversationId })
      const ids = first.messages.map(({ id }) => id)
      const isNewestFirst = ids.every((id, i) => id === made.at(-1 - i))
      const order = isNewestFirst ? 'newest first' : 'another order'
      const { nextToken } = first.meta
      const rest = nextToken ? (await world.client.listMessages({ conversationId, nextToken })).messages.length : 0
      return {
        holds: isNewestFirst && ids.length === 20 && rest === MESSAGES - 20,
        saw: `${order}, ${ids.length} on the first page, ${rest} on the next`,
      }
    },
  },
  {
    says: 'A tag that is written is there for the next read, and for the next list that asks for it',
    leansOn: ['unsent', 'sweep'],
    try: async (world) => {
      const id = await world.newConversation()
      const late = { reads: 0, lists: 0 }
      for (let i = 0; i < TIMES; i++) {
        const tags = { visitorId: randomUUID() }
        await world.client.updateConversation({ id, tags })
        const { conversation } = await world.client.getConversation({ id })
        late.reads += conversation.tags['visitorId'] === tags.visitorId ? 0 : 1
        const { conversations } = await world.client.listConversations({ tags })
        late.lists += conversations.some((listed) => listed.id === id) ? 0 : 1
      }
      const isReadBack = late.reads + late.lists === 0
      return { holds: isReadBack, saw: `late: ${late.reads} of ${TIMES} reads, ${late.lists} of ${TIMES} lists` }
    },
  },
  {
    says: 'An empty tag removes a tag, and the others stay',
    leansOn: ['unsent', 'sweep'],
    try: async (world) => {
      const id = await world.newConversation({ visitorId: randomUUID(), unsettled: 'true' })
      const { conversation } = await world.client.updateConversation({ id, tags: { unsettled: '' } })
      const left = Object.keys(conversation.tags).join(', ')
      return { holds: left === 'visitorId', saw: `left: ${left || 'none'}` }
    },
  },
  {
    says: "A conversation's id is a ULID that tells when it was made",
    leansOn: ['visitorId'],
    try: async (world) => {
      const { conversation } = await world.client.getConversation({ id: await world.newConversation() })
      const moment = momentOf(conversation.id)
      const apart = moment === undefined ? undefined : Math.abs(moment - Date.parse(conversation.createdAt))
      const told = apart === undefined ? 'no ULID' : `${Math.round(apart / 60_000)} min apart from createdAt`
      return {
        holds: apart !== undefined && apart < 60_000,
        saw: `${conversation.id.length} characters, ${told}`,
      }
    },
  },
  {
    says: 'A scheduled register that fails is called again at the next hour',
    leansOn: ['register', 'sweep'],
    try: (world) => world.failScheduledRegister(),
  },
]

/** The moment in a ULID, in epoch ms; undefined where there is none. */
const momentOf = (id: string): number | undefined => {
  const time = /_([0-9A-HJKMNP-TV-Z]{10})[0-9A-HJKMNP-TV-Z]{16}$/.exec(id)?.[1]
  return time ? Array.from(time).reduce((sum, digit) => sum * 32 + CROCKFORD.indexOf(digit), 0) : undefined
}
