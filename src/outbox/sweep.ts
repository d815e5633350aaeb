import { warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { announceForgottenStop, endingOf } from '../session/ending'
import { sessionOf, type FoundConversation, type Session } from '../session/session'
import { awaitsTranscript, reportMissingTranscripts } from '../setup/missing-transcript'
import { writeRecord, type RegisterRecord } from '../setup/record'
import { reportSilentSessions } from '../setup/silence'
import { deadlineIn, LONGEST_INVOCATION_MS, msLeft, withinTime } from '../time'
import { flush } from './flush'
import { mayTryNow } from './keep'
import { unsentLines } from './unsent'

/*
 * A line whose invocation died, and an end that was not announced, are found by the next event of their session. Where
 * none comes, only a look at the session itself can find them. Each session bears a tag from its start, until it is
 * certain, after its end, that nothing was left behind.
 */

/** How many sessions are looked at side by side. */
const AT_ONCE = 10

/** How many sessions with something unsent are served in one sweep: an account has 100 calls an hour for everything. */
const MOST_SERVED = 20

/** How long one session may take, in ms, so that a slow one does not keep the others from their turn. */
const SESSION_MS = 8_000

/** Left for sending after the looks, in ms. */
const SERVING_MS = 8_000

/** Time that one session must have at least, in ms. */
const RESERVE_MS = 3_500

/** How long an agent who wrote after the user had left is given to finish the conversation, in ms: a day. */
const FINISHING_MS = 24 * 3_600_000

/** How long nothing has happened in a session when it counts as over although no end was recorded, in ms: a week. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000

/**
 * Finishes what other invocations have left behind: ends that were not announced, messages that were not sent. Stops in
 * time, and goes on at the next call where it stopped.
 */
export const sweep = async (tools: Tools & { webhookUrl: string }, record: RegisterRecord): Promise<void> => {
  const first = await listUnsettled(tools, undefined)
  if (first.sessions.length === 0) {
    return
  }
  const nowMs = await writeRecord(tools, record)
  reportSilentSessions(tools, first.sessions, nowMs)
  const run = new Sweep(tools, nowMs)
  const startsOver = first.nextToken === undefined || record.sweptUntil === undefined
  const stoppedAt = await run.go(startsOver ? first : await listUnsettled(tools, record.sweptUntil))
  await reportMissingTranscripts(tools, run.withoutTranscript)
  const { sweptUntil: _, ...others } = record
  await writeRecord(tools, { ...others, ...(stoppedAt ? { sweptUntil: stoppedAt } : {}) })
}

type Page = { sessions: FoundConversation[]; nextToken: string | undefined; after: string | undefined }

/** A page of unsettled sessions, oldest first. @param after creation date of the first one to look at */
const listUnsettled = async ({ client }: Tools, after: string | undefined, nextToken?: string): Promise<Page> => {
  const { conversations, meta } = await client.listConversations({
    channel: 'hitl',
    tags: { unsettled: 'true' },
    sortField: 'createdAt',
    sortDirection: 'asc',
    ...(after === undefined ? {} : { afterDate: after }),
    ...(nextToken === undefined ? {} : { nextToken }),
  })
  return { sessions: conversations, nextToken: meta.nextToken, after }
}

class Sweep {
  /** Sessions that an agent should have finished by now. */
  public readonly withoutTranscript: string[] = []
  private readonly unsent: Session[] = []
  private isLimited = false

  public constructor(
    private readonly tools: Tools,
    private readonly nowMs: number
  ) {}

  /**
   * Looks at the sessions, and then sends what is unsent in some of them, beginning with another one each time.
   * @returns the creation date of the session at which it stopped looking; undefined when all were looked at
   */
  public async go(first: Page): Promise<string | undefined> {
    const stoppedAt = await this.lookAtAll(first)
    const start = this.nowMs % Math.max(1, this.unsent.length)
    for (const session of [...this.unsent.slice(start), ...this.unsent.slice(0, start)].slice(0, MOST_SERVED)) {
      await this.serve(session)
    }
    return stoppedAt
  }

  private async lookAtAll(first: Page): Promise<string | undefined> {
    for (let page = first; ; page = await listUnsettled(this.tools, page.after, page.nextToken)) {
      for (let next = 0; next < page.sessions.length; next += AT_ONCE) {
        const some = page.sessions.slice(next, next + AT_ONCE)
        if (msLeft(this.tools.deadline) < SERVING_MS) {
          return some[0]?.createdAt
        }
        const unsent = await Promise.all(some.map((conversation) => this.look(conversation)))
        this.unsent.push(...unsent.flat())
      }
      if (page.nextToken === undefined) {
        return undefined
      }
    }
  }

  /**
   * One session that fails must not keep the others from their turn; its tag brings it to the next sweep.
   * @returns the session, where something is unsent
   */
  private async look(conversation: FoundConversation): Promise<Session[]> {
    const deadline = Math.min(this.tools.deadline, deadlineIn(SESSION_MS))
    const problem = `Conversation ${conversation.id} could not be checked`
    const unsent = await warnIfItFails(this.tools.logger, problem, () =>
      withinTime(this.finish(sessionOf({ ...this.tools, deadline }, conversation)), SESSION_MS, () => [])
    )
    return unsent ?? []
  }

  private async finish(session: Session): Promise<Session[]> {
    const { id, tags, updatedAt } = session.conversation
    const isAnnounced = await announceForgottenStop(session)
    if (tags.waiting || (await unsentLines(session, this.nowMs)).length > 0) {
      return [session]
    }
    const isUnfinished = awaitsTranscript(session.conversation)
    const leftAloneMs = endingOf(session.conversation) ? LONGEST_INVOCATION_MS : FORGOTTEN_MS
    if (isAnnounced && this.nowMs - Date.parse(updatedAt) > (isUnfinished ? FINISHING_MS : leftAloneMs)) {
      await session.client.updateConversation({ id, tags: { unsettled: '' } })
      this.withoutTranscript.push(...(isUnfinished ? [id] : []))
    }
    return []
  }

  /** The limit is the account's: after the first answer that says so, every further call would be one too many. */
  private async serve(session: Session): Promise<void> {
    const deadline = Math.min(this.tools.deadline, deadlineIn(SESSION_MS))
    if (this.isLimited || msLeft(deadline) < RESERVE_MS || !mayTryNow(session)) {
      return
    }
    const problem = `Conversation ${session.conversation.id} could not be served`
    const failure = await warnIfItFails(this.tools.logger, problem, () =>
      flush({ ...session, deadline }, { deadline, tries: 1, waitMs: 0 })
    )
    this.isLimited ||= failure?.failure === 'limited'
  }
}
