import type { FaultRule } from '../../sandbox/shared/faults'
import type { MatrixFault } from './matrix-faults'
import type { World } from './world'

/** A call of the integration within a flow: the n-th of its kind, counted from 0. */
export type Step = { to: 'brevo' | 'botpress'; operation: string; occurrence: number }

/**
 * Arms a fault at a step, for this call only or from it on.
 * @returns tells whether it has struck
 */
export const arm = async (world: World, { kind, afterWork }: MatrixFault, step: Step, length: 'once' | 'while') => {
  if (kind === 'closedPort') {
    await world.setBrevoReachable(false)
    return () => true
  }
  let strikes = 0
  const count = () => (strikes += 1)
  const service = step.to === 'brevo' ? world.brevo : world.botpress
  const where = length === 'once' ? only(step) : onwards(step)
  const rule: Omit<FaultRule, 'fault'> = { where, ...(length === 'once' ? { times: 1 } : {}) }
  if (kind !== 'death') {
    service.faults.add({ ...rule, fault: kind, onStrike: count })
    return () => strikes > 0
  }
  const [victim] = world.sandbox.processes.filter(({ isRunning }) => isRunning)
  world.botpress.dispatcher.urls = victim ? [victim.url] : []
  const die = () => {
    count()
    void world.kill([0])
  }
  service.faults.add({ ...rule, fault: { kind: 'hang', afterWork }, onStrike: die })
  return () => strikes > 0
}

const only = (step: Step) => {
  let seen = 0
  return (operation: string) => operation === step.operation && seen++ === step.occurrence
}

const onwards = (step: Step) => {
  const reached = only(step)
  let begun = false
  return (operation: string) => (begun ||= reached(operation))
}
