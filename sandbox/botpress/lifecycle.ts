import type { RegisterResult } from './options'
import { errorText } from './platform'
import type { Dispatcher } from './service/dispatcher'
import type { Violations } from './service/violations'

const MAX_REGISTER_ERROR = 2_000

type Tools = { dispatcher: Dispatcher; violations: Violations; webhookUrl: string }

/** Calls the integration as a save in Studio, or its removal from the bot, does. */
export const runLifecycle = async (operation: 'register' | 'unregister', tools: Tools): Promise<RegisterResult> => {
  const { dispatcher, violations, webhookUrl } = tools
  const result = await dispatcher.dispatch(operation, { webhookUrl })
  if (result.status === 200) {
    return { ok: true }
  }
  const message = errorText(result)
  if (message.length > MAX_REGISTER_ERROR) {
    violations.note(`${operation}: the error is longer than ${MAX_REGISTER_ERROR} characters`)
  }
  return { ok: false, message }
}
