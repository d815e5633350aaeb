import { BrevoClient } from '../brevo/client'
import { BrevoError, type BrevoFailure } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import { OwnerError } from '../owner-error'
import { sendWaiting, waitingSessions } from '../to-brevo/sweep'
import type { Configuration, Handlers } from '../types'

/** Longest time for the check of the key, in ms. */
const CHECK_BUDGET_MS = 10_000

/** Failures that pass by themselves. */
const PASSING = new Set<BrevoFailure>(['unreachable', 'busy', 'unclear'])

/**
 * Checks the configuration at every save; each fault has its own sentence, which the bot's owner reads in Studio.
 * The platform also calls it on a schedule, hourly while messages wait for Brevo, to send them.
 * @throws {OwnerError}
 */
export const register: Handlers['register'] = async (props) => {
  const { client, ctx, logger } = props
  requireFields(ctx.configuration)
  const failure = await checkKey(ctx.configuration.apiKey)
  const sessions = await waitingSessions(props)
  // While something waits this may be the scheduled call, and an outage of Brevo no fault of the configuration.
  if (failure && !(sessions.length > 0 && PASSING.has(failure.failure))) {
    throw new OwnerError(`${remedyFor(failure)}. (${failure.message})`)
  }
  const allSent = !failure && (await sendWaiting(sessions))
  await client.configureIntegration({ scheduleRegisterCall: allSent ? 'yearly' : 'hourly' })
  if (allSent && (await waitingSessions(props)).length > 0) {
    // A message has begun to wait since, and what it asked for was just undone.
    await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
  }
  logger.forBot().info(failure ? failure.message : 'Brevo accepts the API key. Conversations can be handed over.')
}

const requireFields = ({ apiKey, agentId }: Partial<Configuration>): void => {
  if (!apiKey?.trim()) {
    throw new OwnerError(
      'The API key is missing. Create one in Brevo under Settings → SMTP & API → API keys, and enter it here.'
    )
  }
  if (!agentId?.trim()) {
    throw new OwnerError(
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
