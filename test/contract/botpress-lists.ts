import { randomUUID } from 'node:crypto'
import { endOf, type BotpressWorld } from './botpress-world'
import type { Seen, Statement } from './statement'

const AT_ONCE = 20
const CONVERSATIONS = 23
/** More than the 128 KB that a message may have. */
const TOO_LONG = 140_000

/** What the product takes for granted about how Botpress finds things, and what it refuses. */
export const botpressLists: Statement<BotpressWorld>[] = [
  {
    says: 'listConversations gives the oldest first when asked to, 20 on a page, from a date on, that moment included',
    leansOn: ['sweep'],
    try: async (world) => {
      const tags = { userLabel: randomUUID() }
      const made: string[] = []
      for (let i = 0; i < CONVERSATIONS; i++) {
        made.push(await world.newConversation(tags))
      }
      const query = { channel: 'hitl', tags, sortField: 'createdAt', sortDirection: 'asc' } as const
      const first = await world.client.listConversations(query)
      const ids = first.conversations.map(({ id }) => id)
      const isOldestFirst = ids.every((id, i) => id === made[i])
      const last = first.conversations.at(-1)
      const afterDate = last?.createdAt ?? ''
      const { conversations: later } = await world.client.listConversations({ ...query, afterDate })
      const isIncluded = later.some(({ id }) => id === last?.id) && later.some(({ id }) => id === made.at(-1))
      return {
        holds: isOldestFirst && ids.length === 20 && isIncluded,
        saw: `${isOldestFirst ? 'oldest first' : 'another order'}, ${ids.length} on the first page; that moment ${isIncluded ? 'included' : 'left out'}`,
      }
    },
  },
  {
    says: 'listMessages finds the messages of a conversation that have a tag, and no others',
    leansOn: ['unsent', 'fragment'],
    try: async (world) => {
      const [conversationId, userId, id] = [await world.newConversation(), await world.newUser(), randomUUID()]
      await world.getOrCreateMessage(conversationId, userId, randomUUID())
      const { message } = await world.getOrCreateMessage(conversationId, userId, id)
      const { messages } = await world.client.listMessages({ conversationId, tags: { id } })
      const isFound = messages.length === 1 && messages[0]?.id === message.id
      return { holds: isFound, saw: `${messages.length} of 2 messages` }
    },
  },
  {
    says: `Of ${AT_ONCE} calls of getOrCreateConversation at once with one tag, one makes the conversation`,
    leansOn: ['findOrCreate'],
    try: (world) => madeOnce('conversation', (startKey) => world.getOrCreateConversation(startKey)),
  },
  {
    says: `Of ${AT_ONCE} calls of getOrCreateUser at once with one tag, one makes the user`,
    leansOn: ['agentUser'],
    try: (world) => madeOnce('user', (agentId) => world.getOrCreateUser(agentId)),
  },
  {
    says: 'getOrCreateMessage of a message that is there gives it back as it was, with its first words',
    leansOn: ['toUser'],
    try: async (world) => {
      const [conversationId, userId, id] = [await world.newConversation(), await world.newUser(), randomUUID()]
      await world.getOrCreateMessage(conversationId, userId, id, 'the first words')
      const { message } = await world.getOrCreateMessage(conversationId, userId, id, 'other words')
      const text: unknown = message.payload['text']
      return { holds: text === 'the first words', saw: text === 'the first words' ? 'the first words' : 'others' }
    },
  },
  {
    says: 'A message of more than 128 KB is refused with 400, 413, 415 or 422',
    leansOn: ['toUser'],
    try: async (world) => {
      const [conversationId, userId] = [await world.newConversation(), await world.newUser()]
      const end = await endOf(world.getOrCreateMessage(conversationId, userId, randomUUID(), 'x'.repeat(TOO_LONG)))
      return { holds: /^(400|413|415|422) /.test(end), saw: end }
    },
  },
  {
    says: 'A message whose author was deleted is refused with ReferenceNotFound or ResourceNotFound',
    leansOn: ['toUser'],
    try: async (world) => {
      const [conversationId, userId] = [await world.newConversation(), await world.newUser()]
      await world.client.deleteUser({ id: userId })
      const end = await endOf(world.getOrCreateMessage(conversationId, userId, randomUUID()))
      return { holds: /(Reference|Resource)NotFound$/.test(end), saw: end }
    },
  },
  {
    says: 'A conversation that was deleted is a 404 for reads and for writes',
    leansOn: ['findSession', 'transcript'],
    try: async (world) => {
      const id = await world.newConversation()
      await world.client.deleteConversation({ id })
      const read = await endOf(world.client.getConversation({ id }))
      const written = await endOf(world.client.updateConversation({ id, tags: {} }))
      return { holds: [read, written].every((end) => end.startsWith('404 ')), saw: `${read}; ${written}` }
    },
  },
  {
    says: 'The answer to a write of tags has the date of that write, also when no tag changes',
    leansOn: ['claim', 'sweep', 'findOrCreate'],
    try: async (world) => {
      const id = await world.newConversation({ unsettled: 'true' })
      const before = (await world.client.getConversation({ id })).conversation.updatedAt
      await world.pass(PAUSE_MS)
      const { conversation } = await world.client.updateConversation({ id, tags: { unsettled: 'true' } })
      const passedMs = Date.parse(conversation.updatedAt) - Date.parse(before)
      const isNow = passedMs >= PAUSE_MS && passedMs < PAUSE_MS + LATEST_MS
      return { holds: isNow, saw: isNow ? 'the date of the write' : `a date ${Math.round(passedMs / 1000)} s later` }
    },
  },
]

const PAUSE_MS = 2_000
/** A call takes less. */
const LATEST_MS = 30_000

/** Many calls at once with one tag. */
const madeOnce = async (what: string, getOrCreate: (tag: string) => Promise<string>): Promise<Seen> => {
  const tag = randomUUID()
  const made = new Set(await Promise.all(Array.from({ length: AT_ONCE }, () => getOrCreate(tag)))).size
  return { holds: made === 1, saw: counted(made, what) }
}

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
