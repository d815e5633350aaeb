import type * as bp from '../bp'
import { remedyFor, type BrevoError } from '../brevo/error'
import type { BrevoFailure } from '../brevo/failures'
import { OwnerError, warnIfItFails } from '../errors'
import { sweep } from '../outbox/sweep'
import { shortHash } from '../short-hash'
import { deadlineIn, type Deadline } from '../time'
import { checkAgent, checkKey } from './check-brevo'
import { configurationFault } from './configuration-fault'
import { readRecord, writeRecord, type RegisterRecord } from './record'
import { webhookEntry } from './webhook-entry'

/** Longest time that one call spends on the sweep, in ms. */
const SWEEP_BUDGET_MS = 20_000

/** Failures that pass by themselves. */
const PASSING = new Set<BrevoFailure>(['unreachable', 'busy', 'unclear', 'limited', 'outOfTime'])

const HOURLY = { scheduleRegisterCall: 'hourly' } as const

type Props = bp.CommonHandlerProps & { webhookUrl: string }

/**
 * Checks the configuration at every save; each fault has its own sentence, which the bot's owner reads in Studio.
 * The platform also calls it every hour; then it finishes what other invocations have left behind.
 * @throws {OwnerError} at a save; a scheduled call never fails for what passes by itself
 */
export const register = async (props: Props, deadline: Deadline): Promise<void> => {
  const { client, ctx, logger, webhookUrl } = props
  const fault = configurationFault(ctx.configuration)
  if (fault) {
    throw new OwnerError(fault)
  }
  const configuration = fingerprintOf(ctx.configuration)
  const [failure, record] = await Promise.all([checkKey(ctx.configuration), readRecord(props)])
  if (record?.configuration !== configuration || record.webhookUrl !== webhookUrl) {
    refuse(failure, 'The API key could not be checked, so that this configuration is not accepted yet. ')
    await accept(props, configuration, record)
    return
  }
  // Botpress may have dropped it while the integration was disabled.
  await warnIfItFails(logger, 'The hourly check could not be scheduled', () => client.configureIntegration(HOURLY))
  // First the sweep: a user who waits for the end of a session needs no key.
  await sweep({ ...props, deadline: Math.min(deadline, deadlineIn(SWEEP_BUDGET_MS)) }, record)
  if (failure && PASSING.has(failure.failure)) {
    logger.forBot().warn(`The API key could not be checked. ${remedyFor(failure)}`)
  } else {
    refuse(failure)
  }
}

/** @param unchecked what comes first when Brevo could not say anything about the key */
const refuse = (failure: BrevoError | undefined, unchecked = ''): void => {
  if (failure) {
    throw new OwnerError(`${PASSING.has(failure.failure) ? unchecked : ''}${remedyFor(failure)}`)
  }
}

/** A changed configuration with a good key. The agent is asked about only where it, or the key, is another one. */
const accept = async (props: Props, configuration: string, record: RegisterRecord | undefined): Promise<void> => {
  const { client, ctx, logger, webhookUrl } = props
  const { apiKey, agentId } = ctx.configuration
  const agent = fingerprintOf({ apiKey, agentId })
  const unclear = record?.agent === agent ? undefined : await checkAgent(ctx.configuration)
  await client.configureIntegration(HOURLY)
  await writeRecord(props, { configuration, webhookUrl, ...(unclear ? {} : { agent }) })
  const known = 'Brevo accepts the API key'
  const unproven = `Not checked yet is whether Brevo's events arrive. ${webhookEntry(webhookUrl, ctx.configuration)} The action "Check the set-up" proves it.`
  if (unclear) {
    logger.forBot().warn(`${known}. Whether it knows the agent could not be checked. ${remedyFor(unclear)} ${unproven}`)
    return
  }
  logger.forBot().info(`${known} and knows the agent. ${unproven}`)
}

/** Tells one configuration from another; nothing of it can be read from this. */
const fingerprintOf = (configuration: Partial<bp.Context['configuration']>): string =>
  shortHash(JSON.stringify(configuration), 32)
