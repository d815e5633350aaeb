import type { Delivery } from '../../sandbox/brevo'
import type { Sandbox } from '../../sandbox/sandbox'

/** Brevo's further tries: how often, and the clock between them in ms. */
const LATER_TRIES = 4
const BETWEEN_TRIES_MS = 600_000

/** Delivers once more what Brevo does not discard. @returns whether any of it is still not delivered */
const tryAgain = async (sandbox: Sandbox, all: Delivery[]): Promise<boolean> => {
  const { webhooks } = sandbox.brevo
  const delivered = new Set(all.filter(({ state }) => state === 'delivered').map(({ event }) => event))
  // Of several deliveries of one event, the last says whether Brevo tries again.
  const last = new Map(all.map((each) => [each.event, each]))
  const missing = [...last.values()].filter((each) => !delivered.has(each.event) && webhooks.comesAgain(each))
  const again = await Promise.all(missing.map(({ id }) => webhooks.redeliver(id)))
  await sandbox.settled()
  return again.some((each) => webhooks.comesAgain(each))
}

/**
 * Lets the time pass in which Brevo tries again what it could not deliver.
 * @param deliveries all that it is about, the new ones too
 */
export const tryLater = async (sandbox: Sandbox, deliveries: () => Delivery[]): Promise<void> => {
  for (let tries = 0; tries < LATER_TRIES && (await tryAgain(sandbox, deliveries())); tries += 1) {
    await sandbox.advance(BETWEEN_TRIES_MS)
  }
}
