import { isRecord, parsedJson, textIn } from '../shared/json'
import type { Answer } from '../shared/post'
import type { Backend } from './api/backend'
import { storeMessage } from './api/messages'
import type { Saying } from './bot/answers'
import { deliver } from './deliver'
import type { Outcome } from './options'
import type { Dispatcher } from './service/dispatcher'

type ActionName = 'checkSetup' | 'createUser' | 'startHitl' | 'stopHitl'

const MAX_REGISTER_ERROR = 2_000

/** The text of an integration's error, as the one who called reads it. */
const errorText = ({ status, body }: Answer): string =>
  textIn(parsedJson(body), 'message') || `The integration did not answer (${status}).`

/** What the bot, its plugin and Studio have of Botpress. */
export type Platform = ReturnType<typeof makePlatform>

export const makePlatform = (dispatcher: Dispatcher, backend: Backend) => {
  const { store, identity, world, warn, contract } = backend

  const check = (type: ActionName, part: 'input' | 'output', value: unknown): void => {
    try {
      contract.checkAction(type, part, value)
    } catch (thrown: unknown) {
      warn(thrown instanceof Error ? thrown.message : String(thrown))
    }
  }

  return {
    store,
    identity,
    world,
    warn,

    /**
     * Calls an action of the integration.
     * @returns its output
     * @throws {Error} with the text of what the integration threw, or that it could not be reached
     */
    callAction: async (type: ActionName, given: object): Promise<Record<string, unknown>> => {
      const input: unknown = JSON.parse(JSON.stringify(given))
      check(type, 'input', input)
      const call = () => dispatcher.dispatch('action_triggered', { type, input })
      const first = await call()
      // The platform makes an action call that ended in 502 once more.
      const result = first.status === 502 ? await call() : first
      if (result.status !== 200) {
        throw new Error(errorText(result))
      }
      const answer = parsedJson(result.body)
      const output = isRecord(answer) ? answer['output'] : undefined
      check(type, 'output', output)
      return isRecord(output) ? output : {}
    },

    /** Calls what runs when the configuration is saved, or the integration removed. */
    callLifecycle: async (operation: 'register' | 'unregister', webhookUrl: string): Promise<Outcome> => {
      const result = await dispatcher.dispatch(operation, { webhookUrl })
      if (result.status === 200) {
        return { ok: true }
      }
      const message = errorText(result)
      if (message.length > MAX_REGISTER_ERROR) {
        warn(`${operation}: the error is longer than ${MAX_REGISTER_ERROR} characters`)
      }
      return { ok: false, message }
    },

    /**
     * Stores a message of the bot's in a conversation; the promise ends when the integration has dealt with it. What
     * cannot be stored is told at once, before anything else happens.
     */
    postMessage: (conversationId: string, { type, payload }: Saying): Promise<void> => {
      const { botUserId: userId } = identity
      return deliver(dispatcher, backend, storeMessage(backend, { conversationId, userId, type, payload, tags: {} }))
    },
  }
}
