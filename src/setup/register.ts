import { RuntimeError } from '@botpress/client'
import { BrevoClient } from '../brevo/client'
import { BrevoError, type BrevoFailure } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import { sendWaiting, waitingSessions } from '../to-brevo/sweep'
import type { Configuration, Handlers } from '../types'

/** Longest time for the check of the key, in ms. */
const CHECK_BUDGET_MS = 15_000

/** Failures that pass by themselves. */
const PASSING = new Set<BrevoFailure>(['unreachable', 'busy', 'unclear'])

/**
 * Checks the configuration at every save; each fault has its own sentence, which the bot's owner reads in Studio.
 * The platform also calls it on a schedule, hourly while messages wait for Brevo, to send them.
 * @throws {RuntimeError}
 */
export const register: Handlers['register'] = async (props) => {
  const { client, ctx, logger } = props
  requireFields(ctx.configuration)
  const failure = await checkKey(ctx.configuration.apiKey)
  const sessions = await waitingSessions(props)
  // While something waits this may be the scheduled call, and an outage of Brevo no fault of the configuration.
  if (failure && !(sessions.length > 0 && PASSING.has(failure.failure))) {
    throw new RuntimeError(`${remedyFor(failure)}. (${failure.message})`)
  }
  const allSent = !failure && (await sendWaiting(sessions))
  await client.configureIntegration({ scheduleRegisterCall: allSent ? 'yearly' : 'hourly' })
  logger.forBot().info(failure ? failure.message : 'Brevo accepts the API key. Conversations can be handed over.')
}

const requireFields = ({ apiKey, agentId }: Partial<Configuration>): void => {
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
}

/** A used-up limit says nothing against the key. */
const checkKey = async (apiKey: string): Promise<BrevoError | undefined> => {
  try {
    await new BrevoClient(apiKey).checkKey(Date.now() + CHECK_BUDGET_MS)
    return undefined
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown.failure === 'limited' ? undefined : thrown
    }
    throw thrown
  }
}
