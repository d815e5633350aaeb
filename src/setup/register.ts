import { createHash } from 'node:crypto'
import type * as bp from '../bp'
import { BrevoClient } from '../brevo/client'
import { BrevoError, type BrevoFailure } from '../brevo/error'
import { remedyFor } from '../brevo/remedy'
import { OwnerError } from '../errors'
import { sweep } from '../outbox/sweep'
import { deadlineIn, type Deadline } from '../time'
import { readRecord, writeRecord } from './record'

/** Longest time for the check of the key, in ms. */
const CHECK_BUDGET_MS = 8_000

/** Longest time that one call spends on the sweep, in ms. */
const SWEEP_BUDGET_MS = 20_000

/** Failures that pass by themselves. */
const PASSING = new Set<BrevoFailure>(['unreachable', 'busy', 'unclear', 'limited'])

/**
 * Checks the configuration at every save; each fault has its own sentence, which the bot's owner reads in Studio.
 * The platform also calls it every hour; then it finishes what other invocations have left behind.
 * @throws {OwnerError} at a save; a scheduled call never fails for what passes by itself
 */
export const register = async (props: bp.CommonHandlerProps, deadline: Deadline): Promise<void> => {
  const { client, ctx, logger } = props
  requireFields(ctx.configuration)
  const configuration = fingerprintOf(ctx.configuration)
  const [failure, record] = await Promise.all([checkKey(ctx.configuration.apiKey), readRecord(props)])
  const isScheduled = record?.configuration === configuration
  if (failure && !(isScheduled && PASSING.has(failure.failure))) {
    throw new OwnerError(remedyFor(failure))
  }
  if (isScheduled) {
    await sweep({ ...props, deadline: Math.min(deadline, deadlineIn(SWEEP_BUDGET_MS)) }, record)
  } else {
    await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
    await writeRecord(props, { configuration })
  }
  logger.forBot().info(failure ? remedyFor(failure) : 'Brevo accepts the API key. Conversations can be handed over.')
}

/** A save that changes anything is told from a scheduled call by this; no key can be read from it. */
const fingerprintOf = (configuration: bp.Context['configuration']): string =>
  createHash('sha256').update(JSON.stringify(configuration)).digest('hex').slice(0, 32)

const requireFields = ({ apiKey, agentId }: Partial<bp.Context['configuration']>): void => {
  if (!apiKey?.trim()) {
    throw new OwnerError(
      'The API key is missing. Create one in Brevo under Settings → SMTP & API → API Keys & MCP, and enter it here.'
    )
  }
  if (!agentId?.trim()) {
    throw new OwnerError(
      "The agent ID is missing. You will find it on the agent's page in Brevo: Conversations → Settings → Agents."
    )
  }
}

const checkKey = async (apiKey: string): Promise<BrevoError | undefined> => {
  try {
    await new BrevoClient(apiKey).checkKey({ deadline: deadlineIn(CHECK_BUDGET_MS) })
    return undefined
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}
