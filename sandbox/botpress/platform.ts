import { isRecord, parsedJson } from '../shared/json'
import type { Answer } from '../shared/post'
import type { Backend } from './api/backend'
import { storeMessage } from './api/messages'
import type { Platform } from './bot/platform'
import { deliver } from './deliver'
import type { Dispatcher } from './service/dispatcher'

type Tools = { dispatcher: Dispatcher; backend: Backend }

/** The text of an integration's error, as the one who called reads it. */
export const errorText = ({ status, body }: Answer): string => {
  const answer = parsedJson(body)
  const message = isRecord(answer) ? answer['message'] : undefined
  return typeof message === 'string' && message !== '' ? message : `The integration did not answer (${status}).`
}

const callAction = async (
  { dispatcher, backend }: Tools,
  type: string,
  input: object
): Promise<Record<string, unknown>> => {
  const check = (part: 'input' | 'output', value: unknown): void => {
    try {
      backend.contract.checkAction(type, part, value)
    } catch (thrown: unknown) {
      backend.warn(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }
  const sent: unknown = JSON.parse(JSON.stringify(input))
  check('input', sent)
  const call = async (): Promise<Answer> => dispatcher.dispatch('action_triggered', { type, input: sent })
  const first = await call()
  // The platform makes an action call that ended in 502 once more.
  const result = first.status === 502 ? await call() : first
  if (result.status !== 200) {
    throw new Error(errorText(result))
  }
  const answer = parsedJson(result.body)
  const output = isRecord(answer) ? answer['output'] : undefined
  check('output', output)
  return isRecord(output) ? output : {}
}

/** Botpress as the bot sees it. */
export const makePlatform = (tools: Tools): Platform => {
  const { backend } = tools
  return {
    ...backend,
    callAction: (type, input) => callAction(tools, type, input),
    // Not async: what cannot be stored is told at once, before anything else happens.
    postMessage: (conversationId, { type, payload }) => {
      const { botUserId: userId } = backend.identity
      return deliver(tools, storeMessage(backend, { conversationId, userId, type, payload, tags: {} }))
    },
  }
}
