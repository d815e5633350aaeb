import type { Chat } from '../../botpress'
import type { Sandbox } from '../../sandbox'
import { action as actionSchema, type Upload } from '../action'
import type { ActionAnswer } from '../model'
import type { BrevoSettings } from './brevo-settings'
import type { Customers } from './customers'
import type { Studio } from './studio'
import type { Trouble } from './trouble'

export type Stage = {
  sandbox: Sandbox
  customers: Customers
  trouble: Trouble
  studio: Studio
  brevoSettings: BrevoSettings
}

const OK: ActionAnswer = { ok: true }

type Saying = Parameters<Chat['send']>[0]

/** A file as the message that a customer's web chat sends. */
const sayingOf = ({ name, mimeType, link }: Upload): Saying => {
  const type = /^(?:image|audio|video)(?=\/)/.exec(mimeType)?.[0] ?? 'file'
  return { type, payload: { [`${type}Url`]: link, title: name } }
}

/** What the customer sent goes its way; how that ends is seen on the wire, not in the answer. */
const send = async (chat: Chat, text: string, files: Upload[]): Promise<void> => {
  const words = text.trim() ? [{ type: 'text', payload: { text: text.trim() } }] : []
  for (const saying of [...words, ...files.map(sayingOf)]) {
    await chat.send(saying)
  }
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
      void send(customers.get(action.chatId), action.text, action.files)
      return OK
    case 'escalate':
      void customers.get(action.chatId).escalate()
      return OK
    case 'answer':
      sandbox.brevo.agentWrites(action.visitorId, {
        agentId: action.agentId,
        text: action.text.trim(),
        attachments: action.files,
      })
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
