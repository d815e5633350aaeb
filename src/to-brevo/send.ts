import { BrevoError } from '../brevo/error'
import { BrevoClient, MAX_TEXT_LENGTH, type Deadline } from '../brevo/client'
import { split } from '../text'
import type { Configuration, SessionTags } from '../types'
import { labelled } from './label'

/** Longest time an invocation spends on messages to Brevo, in ms: far below Lambda's limit and the 60 s of a bot. */
const SENDING_BUDGET_MS = 20_000

/** The moment at which an invocation that begins now stops trying. */
export const deadlineFromNow = (): Deadline => Date.now() + SENDING_BUDGET_MS

/** As many failures as no rule allows another try after. */
export const NO_RETRY = Number.POSITIVE_INFINITY

/** Who writes to whom in a session. */
export type Addressee = { apiKey: string; visitorId: string; agentId: string }

/**
 * The addressee of a session's lines.
 * @returns undefined for a conversation that no `startHitl` has opened
 */
export const addresseeOf = (configuration: Configuration, tags: SessionTags): Addressee | undefined =>
  tags.visitorId
    ? { apiKey: configuration.apiKey, visitorId: tags.visitorId, agentId: tags.sendAs || configuration.agentId }
    : undefined

/** How a text is sent. */
export type Sending = {
  deadline: Deadline
  /** Who says it: stands before every further piece of a text that is longer than a message may be. */
  label?: string | undefined
  /** How many tries of the same text have failed in this invocation; see the rules in `brevo/retry.ts`. */
  failedBefore?: number
}

/**
 * Sends text to the agents: one call, or as many as the text needs when it is longer than a message may be.
 * @returns Brevo's id of the last message
 * @throws {BrevoError}
 */
export const sendText = async (
  to: Addressee,
  text: string,
  { deadline, label, failedBefore }: Sending
): Promise<string> => {
  const brevo = new BrevoClient(to.apiKey)
  let id = ''
  for (const piece of pieces(text, label)) {
    const message = { visitorId: to.visitorId, agentId: to.agentId, text: piece }
    id = await brevo.sendMessage(message, deadline, failedBefore)
  }
  return id
}

/** Like {@link sendText}, with the failure as a value instead of an error. */
export const trySendText = async (to: Addressee, text: string, sending: Sending): Promise<string | BrevoError> => {
  try {
    return await sendText(to, text, sending)
  } catch (thrown: unknown) {
    if (thrown instanceof BrevoError) {
      return thrown
    }
    throw thrown
  }
}

const pieces = (text: string, label: string | undefined): string[] => {
  if (text.length <= MAX_TEXT_LENGTH) {
    return [text]
  }
  const prefix = label === undefined ? '' : labelled(label, '')
  return split(text, MAX_TEXT_LENGTH - prefix.length).map((piece, index) => (index === 0 ? piece : prefix + piece))
}
