import type { Backend } from './api/backend'
import { storeMessage } from './api/messages'
import type { Platform } from './bot/platform'
import { deliver } from './deliver'
import type { DispatchResult, Dispatcher } from './service/dispatcher'
import { ApiError } from './service/errors'

type Tools = { dispatcher: Dispatcher; backend: Backend; repeatActions: boolean }

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The fields of an answer that is a JSON object; none of any other. */
export const fieldsOf = (text: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? value : {}
  } catch {
    return {}
  }
}

/** The text of an integration's error, as the one who called reads it. */
export const errorText = ({ status, body }: DispatchResult): string => {
  const { message } = fieldsOf(body)
  return typeof message === 'string' && message !== '' ? message : `The integration did not answer (${status}).`
}

const callAction = async (tools: Tools, type: string, input: object): Promise<Record<string, unknown>> => {
  const { dispatcher, backend, repeatActions } = tools
  const check = (part: 'input' | 'output', value: unknown): void => {
    try {
      backend.contract.checkAction(type, part, value)
    } catch (thrown: unknown) {
      backend.warn(thrown instanceof ApiError ? thrown.message : String(thrown))
    }
  }
  const sent: unknown = JSON.parse(JSON.stringify(input))
  check('input', sent)
  const call = async (): Promise<DispatchResult> => dispatcher.dispatch('action_triggered', { type, input: sent })
  const first = await call()
  const result = first.status === 502 && repeatActions ? await call() : first
  if (result.status !== 200) {
    throw new Error(errorText(result))
  }
  const { output } = fieldsOf(result.body)
  check('output', output)
  return isRecord(output) ? output : {}
}

/** Botpress as the bot sees it. */
export const makePlatform = (tools: Tools): Platform => {
  const { backend } = tools
  const { store, identity, world } = backend
  return {
    botId: identity.botId,
    now: () => store.clock.now(),
    sleep: (ms) => store.clock.sleep(ms),
    world,
    newId: (kind) => store.ids.make(kind),
    callAction: async (type, input) => callAction(tools, type, input),
    postMessage: (conversationId, { type, payload }) => {
      const message = storeMessage(backend, { conversationId, userId: identity.botUserId, type, payload, tags: {} })
      return { delivered: deliver(tools, message) }
    },
    hasConversation: (id) => store.conversations.get(id) !== undefined,
    findUser: (id) => store.users.get(id),
    violation: (text) => backend.warn(text),
  }
}
