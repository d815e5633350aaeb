import type { Sandbox } from '../../sandbox/sandbox'
import { until } from './until'

/** How long the HITL plugin takes to activate a session in the tests, in ms of the sandbox's own time. */
export const ACTIVATION_MS = 3_000

/**
 * Begins a session, and puts the clocks ahead by what the plugin needs for it instead of waiting.
 * @param escalate asks for a human
 */
export const activated = async (sandbox: Sandbox, escalate: () => Promise<void>): Promise<void> => {
  let isAnswered = false
  let isOver = false
  const stop = sandbox.wire.watchers.add(({ operation }) => (isAnswered ||= operation === 'action_triggered startHitl'))
  const escalating = escalate().finally(() => (isOver = true))
  await until('startHitl is answered', () => isAnswered || isOver)
  stop()
  await sandbox.advance(ACTIVATION_MS)
  await escalating
  await sandbox.settled()
}
