import { RuntimeError } from '@botpress/client'
import { BrevoClient } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import { sendAllWaiting } from '../to-brevo/sweep'
import type { Handlers } from '../types'

/** Longest time for the check of the key, in ms. */
const CHECK_BUDGET_MS = 15_000

/**
 * Checks the configuration at every save; each fault has its own sentence, which the bot's owner reads in Studio.
 * The platform also calls it on a schedule while messages wait for Brevo, to send them.
 * @throws {RuntimeError}
 */
export const register: Handlers['register'] = async (props) => {
  const { apiKey, agentId } = props.ctx.configuration
  if (!apiKey?.trim()) {
    throw new RuntimeError(
      'The API key is missing. Create one in Brevo under Settings → SMTP & API → API keys, and enter it here.'
    )
  }
  if (!agentId?.trim()) {
    throw new RuntimeError(
      'The agent ID is missing. It stands on the page of the agent in Brevo: Conversations → Settings → Agents.'
    )
  }
  await checkKey(apiKey)
  await sendAllWaiting(props)
  props.logger.forBot().info('Brevo accepts the API key. Messages can be handed over.')
}

const checkKey = async (apiKey: string): Promise<void> => {
  try {
    await new BrevoClient(apiKey).checkKey(Date.now() + CHECK_BUDGET_MS)
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      throw new RuntimeError(`${remedyFor(thrown)}. (${thrown.message})`)
    }
    throw thrown
  }
}
