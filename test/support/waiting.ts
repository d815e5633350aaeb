import { Flow, type Handover } from './flow'
import { registered } from './registered'

/** The path of Brevo's API to which users' messages are sent. */
export const MESSAGES = /^\/conversations\/messages$/

/** Several processes of an integration that is registered, so that its sweep can run. */
export const startSwept = async (): Promise<Flow> => {
  const flow = await Flow.start({ processes: 4, hourlyLimit: 1_000 })
  await registered(flow.botpress)
  return flow
}

/** Ends every fault, and Brevo's limit. */
export const endFaults = (flow: Flow): void => {
  flow.brevo.faults.clear()
  flow.botpress.faults.clear()
  flow.brevo.limit.reset()
}

/** What Brevo has from the integration in a session, without the opening. */
export const userLines = (flow: Flow, { visitorId }: Handover): string[] =>
  flow.brevo
    .messages(visitorId)
    .slice(1)
    .filter(({ receivedFrom }) => receivedFrom)
    .map(({ text }) => text)

/**
 * Has Brevo answer that its limit is used up.
 * @param resetSeconds after how long it says that it takes messages again
 * @returns what ends it
 */
export const limited = (flow: Flow, resetSeconds: number): (() => void) =>
  flow.brevo.faults.add({
    path: MESSAGES,
    fault: { kind: 'status', status: 429, headers: { 'x-sib-ratelimit-reset': String(resetSeconds) } },
  })

/** The tag of a session's conversation that says that something waits in it. */
export const waitingTag = (flow: Flow, { conversationId }: Handover): string | undefined =>
  flow.tags(conversationId).waiting
