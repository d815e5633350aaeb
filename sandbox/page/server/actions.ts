import * as z from 'zod'
import type { Chat } from '../../botpress'
import { EVENT_NAMES } from '../../brevo/model'
import type { Sandbox } from '../../sandbox'
import type { Action, ActionAnswer, TroubleName } from '../model'
import type { Customers } from './customers'
import type { Kept } from './kept'
import type { Studio } from './studio'
import type { Trouble } from './trouble'
import { sayingOf, type Uploads } from './uploads'

const TROUBLES = [
  'slow',
  'limited',
  'error500',
  'unreachable',
  'duplicate',
  'outOfOrder',
  'held',
  'botpressFails',
] as const satisfies TroubleName[]

const field = {
  id: z.string().min(1).max(100),
  text: z.string().max(20_000),
  fileIds: z.array(z.uuid()).max(10),
  resetSeconds: z.int().min(1).max(3_600),
  trouble: z.enum(TROUBLES),
  draft: z.record(z.string().max(100), z.union([z.string().max(5_000), z.boolean()])),
}

const actionSchema: z.ZodType<Action> = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('openChat') }),
  z.strictObject({ do: z.literal('say'), chatId: field.id, text: field.text, fileIds: field.fileIds }),
  z.strictObject({ do: z.literal('escalate'), chatId: field.id }),
  z.strictObject({
    do: z.literal('answer'),
    visitorId: field.id,
    agentId: field.id,
    text: field.text,
    fileIds: field.fileIds,
  }),
  z.strictObject({ do: z.literal('finish'), visitorId: field.id, agentId: field.id }),
  z.strictObject({ do: z.literal('read'), visitorId: field.id }),
  z.strictObject({ do: z.literal('visit'), text: field.text.min(1), visitorId: field.id.optional() }),
  z.strictObject({
    do: z.literal('trouble'),
    name: field.trouble,
    on: z.boolean(),
    resetSeconds: field.resetSeconds,
  }),
  z.strictObject({ do: z.literal('release') }),
  z.strictObject({ do: z.literal('runRegister') }),
  z.strictObject({
    do: z.literal('configure'),
    draft: field.draft,
    enterInBrevo: z.boolean(),
    events: z.array(z.enum(EVENT_NAMES)),
  }),
  z.strictObject({ do: z.literal('setCard'), draft: field.draft }),
  z.strictObject({ do: z.literal('checkSetup') }),
  z.strictObject({ do: z.literal('restore') }),
])

/** What actions act on. */
export type Stage = {
  sandbox: Sandbox
  customers: Customers
  trouble: Trouble
  kept: Kept
  studio: Studio
  uploads: Uploads
}

const OK: ActionAnswer = { ok: true }

/** What the customer sent goes its way; how that ends is seen on the wire, not in the answer. */
const send = ({ customers, uploads }: Stage, { chatId, text, fileIds }: Extract<Action, { do: 'say' }>): void => {
  const chat = customers.get(chatId)
  const files = uploads.take(fileIds).map(sayingOf)
  const words = text.trim() ? [{ type: 'text', payload: { text: text.trim() } }] : []
  void sendInTurn(chat, [...words, ...files])
}

const sendInTurn = async (chat: Chat, sayings: Parameters<Chat['send']>[0][]): Promise<void> => {
  for (const saying of sayings) {
    await chat.send(saying)
  }
}

const answer = ({ sandbox, uploads }: Stage, action: Extract<Action, { do: 'answer' }>): void => {
  const { visitorId, agentId, text, fileIds } = action
  const attachments = uploads.take(fileIds).map(({ name, link, mimeType, size }) => ({
    name,
    link,
    mimeType,
    ...(size === undefined ? {} : { size }),
  }))
  sandbox.brevo.agentWrites(visitorId, { agentId, text: text.trim(), attachments })
}

/**
 * Does what a request asks for.
 * @param body the request's parsed JSON
 * @throws {z.ZodError} when it asks for nothing known
 * @throws {Error} with a sentence for the one who asked, when it cannot be done
 */
export const act = async (stage: Stage, body: unknown): Promise<ActionAnswer> => {
  const action = actionSchema.parse(body)
  const { sandbox, customers, trouble, kept, studio } = stage
  switch (action.do) {
    case 'openChat':
      customers.open(studio.card)
      return OK
    case 'say':
      send(stage, action)
      return OK
    case 'escalate':
      void customers.get(action.chatId).escalate()
      return OK
    case 'answer':
      answer(stage, action)
      return OK
    case 'finish':
      sandbox.brevo.agentFinishes(action.visitorId, action.agentId)
      return OK
    case 'read':
      sandbox.brevo.markRead(action.visitorId)
      return OK
    case 'visit':
      sandbox.brevo.visitorWrites(action.text, action.visitorId)
      return OK
    case 'trouble':
      await trouble.set(action.name, action.on, action.resetSeconds)
      return OK
    case 'release':
      trouble.release()
      return OK
    case 'runRegister':
      return kept.run()
    case 'configure':
      return studio.save(action)
    case 'setCard':
      studio.setCard(action.draft)
      return OK
    case 'checkSetup':
      return { ok: true, checks: await studio.checkSetup() }
    case 'restore':
      return studio.restore()
    default:
      return action satisfies never
  }
}
