import type { Delivery } from './delivery'
import type { WebhookEvent } from './model'

type Fragment = Extract<WebhookEvent, { eventName: 'conversationFragment' }>

/** One fragment of two, the newest message first: Brevo does not sort what it joins. */
const merge = (earlier: Fragment, later: Fragment): Fragment => {
  const agents = new Map([...earlier.agents, ...later.agents].map((agent) => [agent.id, agent]))
  return { ...later, messages: [...later.messages, ...earlier.messages], agents: [...agents.values()] }
}

/**
 * Joins the fragments of each conversation into the first of them, as Brevo does with messages close together.
 * Copies are joined with copies.
 * @returns what is left to deliver
 */
export const joinFragments = (deliveries: Delivery[]): Delivery[] => {
  const firsts = new Map<string, { delivery: Delivery; event: Fragment }>()
  return deliveries.filter((delivery) => {
    const { event, duplicateOf } = delivery
    if (event.eventName !== 'conversationFragment') {
      return true
    }
    const key = `${event.conversationId} ${duplicateOf ? 'copy' : 'original'}`
    const first = firsts.get(key)
    if (!first) {
      firsts.set(key, { delivery, event })
      return true
    }
    first.event = merge(first.event, event)
    first.delivery.event = first.event
    return false
  })
}
