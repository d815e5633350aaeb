import { fieldsIn, momentIn, textIn } from '../lenient'
import { msLeft, pause, type Deadline } from '../time'
import { BrevoError } from './error'
import { exchange, type BrevoRequest } from './exchange'
import { MARK } from './mark'
import { MIN_CALL_MS, pauseBeforeRetry } from './retry'

/** Longest wait for one answer of Brevo, in ms. */
const CALL_TIMEOUT_MS = 6_000

/** Longest text of one message, in UTF-16 units. Brevo documents none; this one is ours, to be safe. */
export const MAX_TEXT_LENGTH = 10_000

/**
 * Under whose name a message appears: an agent of the account, or a name of its own. Brevo makes a dummy agent for an
 * address that it does not know.
 */
export type Author = ({ agentId: string } | { agentEmail: string; agentName: string }) & {
  /** A mark of ours; {@link MARK} when left out. */
  receivedFrom?: string
}

export type NewMessage = Author & { visitorId: string; text: string }

/** A message that Brevo has accepted. `createdAt` is of Brevo's clock, in epoch ms. */
export type SentMessage = { id: string; createdAt: number | undefined }

/** How long to try, and how often at most. */
export type Trying = { deadline: Deadline; tries?: number }

/** Ids that Brevo uses have 17 letters and digits for messages, 49 for agents. Ids of ours have other characters too. */
const USABLE_ID = /^[A-Za-z0-9_-]{1,100}$/

/** An id of Brevo's that can be kept: it fits into a tag, and is never mistaken for one that this code made. */
export const usableId = (id: string): string | undefined => (USABLE_ID.test(id) ? id : undefined)

/** Placeholder id of a message that Brevo accepted without giving its id. No id of Brevo's has a "!". */
const UNTOLD_ID = '!untold'

/** The calls to Brevo that the integration makes. Every one throws {@link BrevoError} and nothing else. */
export class BrevoClient {
  public constructor(private readonly apiKey: string) {}

  /** Succeeds when the key is good and may be used from here. */
  public async checkKey(trying: Trying): Promise<void> {
    await this.call({ method: 'GET', path: '/account' }, trying)
  }

  /** Succeeds when the agent exists and the key may use Conversations. Shows the agent as online for 2–3 minutes. */
  public async checkAgent(agentId: string, trying: Trying): Promise<void> {
    await this.call({ method: 'POST', path: '/conversations/agentOnlinePing', body: { agentId } }, trying)
  }

  /** Writes a message as an agent; for a visitor that Brevo does not know, that opens a conversation. */
  public async sendMessage(message: NewMessage, trying: Trying): Promise<SentMessage> {
    const body = { receivedFrom: MARK, ...message }
    const answer = await this.call({ method: 'POST', path: '/conversations/messages', body }, trying)
    const { id, createdAt } = fieldsIn(answer)
    return {
      id: usableId(textIn(id)) ?? UNTOLD_ID,
      createdAt: momentIn(createdAt),
    }
  }

  /** Routes a visitor to a group of agents. The documentation lacks `visitorId` in the body, the answer has it. */
  public async setVisitorGroup(visitorId: string, groupId: string, trying: Trying): Promise<void> {
    await this.call({ method: 'PUT', path: '/conversations/visitorGroup', body: { visitorId, groupId } }, trying)
  }

  /** @param id of a message that was written through the API */
  public async deleteMessage(id: string, trying: Trying): Promise<void> {
    await this.call({ method: 'DELETE', path: `/conversations/messages/${id}` }, trying)
  }

  private async call(request: BrevoRequest, { deadline, tries = Infinity }: Trying): Promise<unknown> {
    for (let failures = 1; ; failures += 1) {
      try {
        if (msLeft(deadline) === 0) {
          throw new BrevoError('outOfTime')
        }
        const timeoutMs = Math.max(MIN_CALL_MS, Math.min(CALL_TIMEOUT_MS, msLeft(deadline)))
        return await exchange(this.apiKey, request, timeoutMs)
      } catch (thrown: unknown) {
        const error = thrown instanceof BrevoError ? thrown : new BrevoError('unclear')
        const pauseMs = failures < tries ? pauseBeforeRetry(error, failures, deadline) : undefined
        if (pauseMs === undefined) {
          throw error
        }
        await pause(pauseMs)
      }
    }
  }
}
