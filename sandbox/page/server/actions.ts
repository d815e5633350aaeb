import type { Chat } from '../../botpress'
import type { Sandbox } from '../../sandbox'
import { action as actionSchema, type Action } from '../action'
import type { ActionAnswer } from '../model'
import type { BrevoSettings } from './brevo-settings'
import type { Customers } from './customers'
import type { Studio } from './studio'
import type { Trouble } from './trouble'
import { sayingOf, type Uploads } from './uploads'

export type Stage = {
  sandbox: Sandbox
  customers: Customers
  trouble: Trouble
  studio: Studio
  brevoSettings: BrevoSettings
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
  const attachments = uploads.take(fileIds).map(({ id: _, ...file }) => file)
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
  const { sandbox, customers, trouble, studio, brevoSettings } = stage
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
      sandbox.brevo.visitorWrites('Hello, do you ship to Ireland?')
      return OK
    case 'trouble':
      await trouble.switches[action.name].set(action.on)
      return OK
    case 'release':
      sandbox.brevo.webhooks.release()
      return OK
    case 'runRegister':
      return studio.register()
    case 'configure':
      return studio.save(action.draft)
    case 'enterWebhook':
      return brevoSettings.save(action.draft)
    case 'setCard':
      studio.setCard(action.draft)
      return OK
    case 'checkSetup':
      return { ok: true, check: await studio.checkSetup() }
    default:
      return action satisfies never
  }
}
