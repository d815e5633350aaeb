import * as z from 'zod/mini'
import { pause } from '../pause'
import { BrevoError } from './error'
import { exchange, type BrevoRequest } from './exchange'
import { MIN_CALL_MS, pauseBeforeRetry } from './retry'

/** Longest wait for one answer of Brevo, in ms. */
const CALL_TIMEOUT_MS = 6_000

/** Stands on every message written through the API and comes back with its echo (Brevo: `receivedFrom`). */
export const RECEIVED_FROM = 'Botpress'

/** Longest text of one message, in UTF-16 units. Brevo documents none; this one is ours, to be safe. */
export const MAX_TEXT_LENGTH = 10_000

/** A moment, in epoch ms, at which trying ends. */
export type Deadline = number

export type NewMessage = { visitorId: string; agentId: string; text: string }

const sentMessage = z.object({ id: z.string().check(z.minLength(1), z.maxLength(200)) })

/** Stands for the id of a message that Brevo took without telling its id. */
const UNTOLD_ID = 'untold'

/** The calls to Brevo that the integration makes. Every one throws {@link BrevoError} and nothing else. */
export class BrevoClient {
  public constructor(private readonly apiKey: string) {}

  /** Succeeds when the key is good and may be used from here. */
  public async checkKey(deadline: Deadline): Promise<void> {
    await this.call({ method: 'GET', path: '/account' }, deadline)
  }

  /**
   * Writes a message as an agent; for a visitor that Brevo does not know, that opens a conversation.
   * @param failedBefore how many tries of the same text have failed in this invocation
   * @returns Brevo's id of the message
   */
  public async sendMessage(message: NewMessage, deadline: Deadline, failedBefore = 0): Promise<string> {
    const body = { ...message, receivedFrom: RECEIVED_FROM }
    const answer = await this.call({ method: 'POST', path: '/conversations/messages', body }, deadline, failedBefore)
    return sentMessage.safeParse(answer).data?.id ?? UNTOLD_ID
  }

  /** Routes a visitor to a group of agents. The documentation lacks `visitorId` in the body, the answer has it. */
  public async setVisitorGroup(visitorId: string, groupId: string, deadline: Deadline): Promise<void> {
    const body = { visitorId, groupId }
    await this.call({ method: 'PUT', path: '/conversations/visitorGroup', body }, deadline)
  }

  private async call(request: BrevoRequest, deadline: Deadline, failedBefore = 0): Promise<unknown> {
    for (let failures = failedBefore + 1; ; failures += 1) {
      try {
        const timeoutMs = Math.max(MIN_CALL_MS, Math.min(CALL_TIMEOUT_MS, deadline - Date.now()))
        return await exchange(this.apiKey, request, timeoutMs)
      } catch (thrown: unknown) {
        const error = thrown instanceof BrevoError ? thrown : new BrevoError('unclear')
        const pauseMs = pauseBeforeRetry(error, failures, deadline - Date.now())
        if (pauseMs === undefined) {
          throw error
        }
        await pause(pauseMs)
      }
    }
  }
}
