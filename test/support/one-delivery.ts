import { Flow, read, type Handover } from './flow'
import { registered } from './registered'

/** How many times as fast as the real time passes. */
export const SPEED = 5

/** Botpress's operations, by how they are called. */
export const OPERATIONS = {
  getOrCreateMessage: { method: 'POST', path: /messages\/get-or-create$/ },
  getOrCreateUser: { method: 'POST', path: /users\/get-or-create$/ },
  getOrSetState: { method: 'POST', path: /states\/.*get-or-set$/ },
  setState: { method: 'POST', path: /states\/[^/]+\/[^/]+\/[^/]+$/ },
  createEvent: { method: 'POST', path: /\/events$/ },
  getConversation: { method: 'GET', path: /conversations\/[^/]+$/ },
  updateConversation: { method: 'PUT', path: /conversations\/[^/]+$/ },
} as const
export type Operation = keyof typeof OPERATIONS

/** What the agent reads of a message that could not be brought. */
export const MAY_HAVE_BEEN_LOST = 'Website bot> Your last message may not have reached the user. Please send it again.'

/** Two processes of an integration, and a Brevo that delivers each event once. */
export const startOnce = async (): Promise<Flow> => {
  const flow = await Flow.start({ processes: 2, hourlyLimit: 1_000, speed: SPEED })
  flow.brevo.webhooks.retryDelaysMs = []
  await registered(flow.botpress)
  return flow
}

/** Ends every fault; no event is held back or delivered twice any more. */
export const endFaults = (flow: Flow): void => {
  flow.botpress.faults.clear()
  flow.brevo.faults.clear()
  Object.assign(flow.brevo.webhooks.mode, { held: false, duplicate: false })
}

/** A session in which Julia has said hello. */
export const answered = async (flow: Flow): Promise<Handover> => {
  const session = await flow.handedOver()
  await flow.agentSays(session.visitorId, 'Hello')
  return session
}

/** What the user has read of the agents. */
export const agentLines = ({ chat }: Handover): string[] => read(chat).filter((line) => /^(Julia|Marco):/.test(line))

/** How often the bot was told that a session is over. */
export const stops = (flow: Flow, { conversationId }: Handover): number =>
  flow.events('hitlStopped', conversationId).length
