import type { Trying } from '../brevo/client'
import { BrevoError } from '../brevo/error'
import { MIN_CALL_MS } from '../brevo/retry'
import type { Session } from '../session/session'
import { msLeft } from '../time'
import { batchTexts, textIn } from '../wording/batch'
import { endingFor, restOf, sendLine } from './send-line'
import { sendText, type Sent } from './send-text'
import { markSent, rememberOurs, stillUnsent, type UnsentLine } from './unsent'

/** Placeholder id of a message that Brevo rejects. No id of Brevo's has a "!". */
export const REFUSED_ID = '!refused'

const MINUTE_MS = 60_000

/** After so many refusals with nothing accepted, it is open whether the lines are to blame, or the configuration. */
const REFUSALS_IN_DOUBT = 2

/** How many lines are sent one by one before the others are tried together again. */
const MOST_SENT_SINGLY = 8

/** A line that was refused for so long, in ms, is given up: three days. Nobody will find a remedy any more. */
const GIVE_UP_MS = 3 * 24 * 3_600_000

/** What one invocation sends in a session while it holds the lease. */
export class Sender {
  public constructor(
    private readonly session: Session,
    private readonly trying: Trying,
    /** Botpress's time, in epoch ms. */
    public readonly nowMs: number
  ) {}

  /** An agent whose message may not have reached the user is told so, as soon as Brevo accepts it. */
  public async apologiseIfOwed(): Promise<BrevoError | undefined> {
    const { client, conversation, words } = this.session
    const { id, tags } = conversation
    // Before this invocation had the lease, another one may have told them.
    if (!tags.owesApology || !(await client.updateConversation({ id, tags: {} })).conversation.tags.owesApology) {
      return undefined
    }
    const { failure } = await this.send(words.sendAgain)
    if (!failure) {
      await client.updateConversation({ id, tags: { owesApology: '' } })
    }
    return failure
  }

  private async send(text: string, only?: UnsentLine): Promise<Sent> {
    if (msLeft(this.trying.deadline) < MIN_CALL_MS) {
      return { sent: [], rest: text, failure: new BrevoError('outOfTime') }
    }
    return only
      ? await sendLine(this.session, only, text, this.trying)
      : await sendText(this.session, text, this.trying)
  }

  /**
   * Sends lines together; where Brevo refuses that, some of them one by one, and then the others.
   * @returns why lines go on waiting
   */
  public async sendLines(lines: UnsentLine[]): Promise<BrevoError | undefined> {
    const { left, failure: refusal } = await this.sendTogether(lines)
    if (refusal?.failure !== 'refused') {
      return refusal
    }
    const hasPassed = left[0] !== lines[0]
    const failure =
      left.length > 1 || hasPassed ? await this.sendSingly(left.slice(0, MOST_SENT_SINGLY), hasPassed) : refusal
    if (failure?.failure === 'refused') {
      await this.giveUp(
        await stillUnsent(
          this.session,
          left.filter(({ at }) => this.nowMs - at > GIVE_UP_MS)
        )
      )
    }
    return failure ?? (await this.sendLines(left.slice(MOST_SENT_SINGLY)))
  }

  /**
   * Sends lines in as few messages as hold them; what does not fit into five is left out, and the agents are told.
   * @returns the lines that are not through, the first one without what Brevo has of it, and why
   */
  private async sendTogether(lines: UnsentLine[]): Promise<{ left: UnsentLine[]; failure?: BrevoError }> {
    const { session, nowMs } = this
    const texts = lines.map(({ text }) => text)
    const delayedMinutes = Math.floor((nowMs - (lines[0]?.at ?? nowMs)) / MINUTE_MS)
    const ending = endingFor(session, lines)
    const batches = batchTexts(texts, { delayedMinutes, ending, words: session.words })
    let done = 0
    for (const [index, { text }] of batches.entries()) {
      const next = batches[index + 1]?.lineIndexes
      const { sent, failure } = await this.send(text, lines.length === 1 ? lines[0] : undefined)
      if (failure && done === lines.length) {
        // Only what is said after the lines is missing: they need not be sent again for it.
        return { left: [] }
      }
      if (failure) {
        await rememberOurs(session, sent)
        const isBegun = batches[index - 1]?.lineIndexes.includes(done)
        const rest = textIn(batches.slice(index), done)
        const left = lines.slice(done).map((line, at) => (at === 0 && isBegun ? restOf(line, rest) : line))
        return { left, failure }
      }
      // A line that goes on in the next message is not through; those left out are, with the first message.
      const end = next ? Math.max(done, Math.min(lines.length, ...next)) : lines.length
      await markSent(session, lines.slice(done, end), sent)
      done = end
    }
    return { left: [] }
  }

  /**
   * Sends lines one by one after Brevo has refused them together, so that one that Brevo rejects does not keep the
   * others waiting for ever. Such a line is set aside when another message has passed, and the agents know. Where the
   * oldest two are refused, what the agents are told of them tells whether the configuration is to blame.
   * @param lines two at least, unless something has passed
   * @param hasPassed whether Brevo has just accepted something before them, so that the configuration is not to blame
   */
  private async sendSingly(lines: UnsentLine[], hasPassed: boolean): Promise<BrevoError | undefined> {
    const alone = new Sender({ ...this.session, ownAuthor: undefined }, { ...this.trying, tries: 1 }, this.nowMs)
    let refused: UnsentLine[] = []
    let passed = hasPassed
    for (const line of lines) {
      const { failure } = await alone.sendTogether([line])
      if (failure && failure.failure !== 'refused') {
        return failure
      }
      passed ||= !failure
      refused.push(...(failure ? [line] : []))
      if (!passed && refused.length === REFUSALS_IN_DOUBT) {
        const blamed = await alone.setAside(refused)
        if (blamed) {
          return blamed
        }
        passed = true
        refused = []
      }
    }
    return await alone.setAside(refused)
  }

  /** Tells the agents of lines that Brevo rejects, and gives them up. @returns why not */
  private async setAside(refused: UnsentLine[]): Promise<BrevoError | undefined> {
    if (refused.length === 0) {
      return undefined
    }
    const { sent, failure } = await this.send(this.session.words.rejected(refused.length))
    await rememberOurs(this.session, sent)
    if (!failure) {
      await this.giveUp(refused)
    }
    return failure
  }

  private async giveUp(lines: UnsentLine[]): Promise<void> {
    if (lines.length === 0) {
      return
    }
    const { session } = this
    await markSent(session, lines, [{ id: REFUSED_ID, createdAt: undefined }])
    session.logger
      .forBot()
      .error(
        `Brevo rejected ${lines.length === 1 ? '1 message' : `${lines.length} messages`} in conversation ` +
          `${session.conversation.id}. You will find what the user wrote in that conversation in Botpress.`
      )
  }
}
