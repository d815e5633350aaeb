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
 * @returns what is left to deliver, and what has become part of that
 */
export const joinFragments = (deliveries: Delivery[]): { left: Delivery[]; joined: Delivery[] } => {
  const firsts = new Map<string, { delivery: Delivery; event: Fragment }>()
  const left: Delivery[] = []
  const joined: Delivery[] = []
  for (const delivery of deliveries) {
    const { event, duplicateOf } = delivery
    const key = `${event.conversationId} ${duplicateOf ? 'copy' : 'original'}`
    const first = firsts.get(key)
    if (event.eventName !== 'conversationFragment') {
      left.push(delivery)
    } else if (first) {
      first.event = merge(first.event, event)
      first.delivery.event = first.event
      joined.push(delivery)
    } else {
      firsts.set(key, { delivery, event })
      left.push(delivery)
    }
  }
  return { left, joined }
}
