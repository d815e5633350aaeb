import { BrevoClient } from '../brevo/client'
import { BrevoError, type BrevoFailure } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import { OwnerError } from '../owner-error'
import { listSessions, type Session } from '../session/session'
import { findLeftBehind } from '../to-brevo/left-behind'
import { sendWaiting } from '../to-brevo/sweep'
import type { Configuration, HandlerProps, Handlers } from '../types'

/** Longest time for the check of the key, in ms. */
const CHECK_BUDGET_MS = 10_000

/** Failures that pass by themselves. */
const PASSING = new Set<BrevoFailure>(['unreachable', 'busy', 'unclear'])

/** Longest time that one call spends on sending what waits, in ms. */
const SENDING_BUDGET_MS = 20_000

/**
 * Checks the configuration at every save; each fault has its own sentence, which the bot's owner reads in Studio.
 * The platform also calls it on a schedule, to send what waits for Brevo: hourly while something is known to wait,
 * else daily.
 * @throws {OwnerError}
 */
export const register: Handlers['register'] = async (props) => {
  const { client, ctx, logger } = props
  requireFields(ctx.configuration)
  const failure = await checkKey(ctx.configuration.apiKey)
  const [waiting, unsettled] = await Promise.all([waitingSessions(props), listSessions(props, { unsettled: 'true' })])
  // With sessions about this may be the scheduled call, and an outage of Brevo is no fault of the configuration.
  if (failure && !(waiting.length + unsettled.length > 0 && PASSING.has(failure.failure))) {
    throw new OwnerError(`${remedyFor(failure)}. (${failure.message})`)
  }
  const allSent = !failure && (await sendAll(waiting, unsettled))
  await client.configureIntegration({ scheduleRegisterCall: allSent ? 'daily' : 'hourly' })
  if (allSent && (await waitingSessions(props)).length > 0) {
    // A message has begun to wait since, and what it asked for was just undone.
    await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
  }
  logger.forBot().info(failure ? failure.message : 'Brevo accepts the API key. Conversations can be handed over.')
}

const waitingSessions = (props: HandlerProps): Promise<Session[]> => listSessions(props, { waiting: 'true' })

/** @returns whether nothing waits any more */
const sendAll = async (waiting: Session[], unsettled: Session[]): Promise<boolean> => {
  const deadline = Date.now() + SENDING_BUDGET_MS
  if (!(await sendWaiting(waiting, deadline))) {
    return false
  }
  const { sessions, complete } = await findLeftBehind(unsettled, deadline)
  return (await sendWaiting(sessions, deadline)) && complete
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
