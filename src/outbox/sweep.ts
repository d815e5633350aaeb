import { BrevoClient } from '../brevo/client'
import { failureOf } from '../brevo/error'
import type { BrevoFailure } from '../brevo/failures'
import { warnIfItFails } from '../errors'
import { forEach } from '../for-each'
import type { Tools } from '../guard'
import { announceForgottenStop, endingOf } from '../session/ending'
import { sessionOf, type FoundConversation, type Session } from '../session/session'
import { awaitsTranscript, reportMissingTranscripts } from '../setup/missing-transcript'
import { writeRecord, type RegisterRecord } from '../setup/record'
import { hearingOf, reportSilentSessions, type Hearing } from '../setup/silence'
import { deadlineIn, LONGEST_INVOCATION_MS, msLeft, withinTime, type Deadline } from '../time'
import { flush } from './flush'
import { keepLine, mayTryNow } from './keep'
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

/**
 * After so many sessions of which Brevo has refused everything, the agent is asked about: whether the configuration is to
 * blame, and every further session would cost up to four calls for nothing, or these sessions are.
 */
const REFUSALS_IN_DOUBT = 5

/** Failures that every session of the account would meet, each at the price of calls. */
const OF_THE_ACCOUNT = new Set<BrevoFailure>(['limited', 'wrongKey', 'blockedAddress'])

/** How long one session may take, in ms, so that a slow one does not keep the others from their turn. */
const SESSION_MS = 8_000

/** Left for sending after the looks, in ms. */
const SERVING_MS = 8_000

/** Time that one session must have at least, in ms. */
const RESERVE_MS = 3_500

/** How far back a line is looked for that no tag tells of, in ms: the sweep comes to a session within some hours. */
const LOOK_BACK_MS = 6 * 3_600_000

/** How long an agent who wrote after the user had left is given to finish the conversation, in ms: a day. */
const FINISHING_MS = 24 * 3_600_000

/** How long nothing has happened in a session when it counts as over although no end was recorded, in ms: a week. */
const FORGOTTEN_MS = 7 * 24 * 3_600_000

/**
 * Finishes what other invocations have left behind: ends that were not announced, messages that were not sent. Stops in
 * time, and goes on at the next call where it stopped.
 */
export const sweep = async (tools: Tools & { webhookUrl: string }, record: RegisterRecord): Promise<void> => {
  const { sweptUntil, ...others } = record
  const first = await listUnsettled(tools, undefined)
  if (first.sessions.length === 0 && !first.next) {
    return
  }
  const run = new Sweep(tools, await writeRecord(tools, record))
  const goesOn = first.next && sweptUntil
  const stoppedAt = await run.lookAtAll(goesOn ? await listUnsettled(tools, sweptUntil) : first)
  reportSilentSessions(tools, run.recent)
  await run.serveSome()
  await reportMissingTranscripts(tools, run.withoutTranscript)
  await writeRecord(tools, { ...others, ...(stoppedAt ? { sweptUntil: stoppedAt } : {}) })
}

type Page = { sessions: FoundConversation[]; next: (() => Promise<Page>) | undefined }

/** A page of unsettled sessions, oldest first. @param after creation date of the first one to look at */
const listUnsettled = async (tools: Tools, after: string | undefined, nextToken?: string): Promise<Page> => {
  const { conversations, meta } = await tools.client.listConversations({
    channel: 'hitl',
    tags: { unsettled: 'true' },
    sortField: 'createdAt',
    sortDirection: 'asc',
    ...(after === undefined ? {} : { afterDate: after }),
    ...(nextToken === undefined ? {} : { nextToken }),
  })
  const next = meta.nextToken
  return { sessions: conversations, next: next === undefined ? undefined : () => listUnsettled(tools, after, next) }
}

class Sweep {
  /** Sessions that an agent should have finished by now. */
  public readonly withoutTranscript: string[] = []
  /** What sessions of the last hours tell of the webhook. */
  public readonly recent: Hearing[] = []
  private readonly unsent: Session[] = []

  /** @param nowMs Botpress's time, in epoch ms */
  public constructor(
    private readonly tools: Tools,
    public readonly nowMs: number
  ) {}

  /** @returns the creation date of the session at which it stopped looking; undefined when all were looked at */
  public async lookAtAll(first: Page): Promise<string | undefined> {
    for (let page: Page | undefined = first; page; page = await page.next?.()) {
      const { sessions } = page
      for (let at = 0; at < sessions.length; at += AT_ONCE) {
        const some = sessions.slice(at, at + AT_ONCE)
        if (msLeft(this.tools.deadline) < SERVING_MS) {
          return some[0]?.createdAt
        }
        this.recent.push(...some.flatMap((conversation) => hearingOf(conversation, this.nowMs)))
        await Promise.all(some.map((conversation) => this.look(conversation)))
      }
    }
    return undefined
  }

  /**
   * Sends what is unsent in some sessions, beginning with another one each time, until Brevo's answer says that others
   * would fare no better.
   */
  public async serveSome(): Promise<void> {
    let refusals = 0
    const start = this.nowMs % Math.max(1, this.unsent.length)
    for (const session of [...this.unsent.slice(start), ...this.unsent.slice(0, start)].slice(0, MOST_SERVED)) {
      const deadline = Math.min(this.tools.deadline, deadlineIn(SESSION_MS))
      if (msLeft(deadline) < RESERVE_MS || !mayTryNow(session)) {
        continue
      }
      const problem = `Conversation ${session.conversation.id} could not be served`
      const failure = await warnIfItFails(this.tools.logger, problem, () =>
        flush({ ...session, deadline }, { deadline, tries: 1, waitMs: 0 })
      )
      refusals += failure?.failure === 'refused' ? 1 : 0
      const isInDoubt = failure?.failure === 'refused' && refusals === REFUSALS_IN_DOUBT
      if ((failure && OF_THE_ACCOUNT.has(failure.failure)) || (isInDoubt && (await this.isAgentRefused(deadline)))) {
        return
      }
    }
  }

  private async isAgentRefused(deadline: Deadline): Promise<boolean> {
    const { apiKey, agentId } = this.tools.ctx.configuration
    return (await failureOf(new BrevoClient(apiKey).checkAgent(agentId, { deadline, tries: 1 }))) !== undefined
  }

  /** One session that fails must not keep the others from their turn; its tag brings it to the next sweep. */
  private async look(conversation: FoundConversation): Promise<void> {
    const deadline = Math.min(this.tools.deadline, deadlineIn(SESSION_MS))
    const session = sessionOf({ ...this.tools, deadline }, conversation)
    await warnIfItFails(this.tools.logger, `Conversation ${conversation.id} could not be checked`, () =>
      withinTime(this.finish(session), SESSION_MS, () => undefined)
    )
  }

  private async finish(session: Session): Promise<void> {
    const { client, conversation } = session
    const { id, tags, updatedAt } = conversation
    const isAnnounced = await announceForgottenStop(session)
    const lines = tags.waiting
      ? []
      : await unsentLines(session, { nowMs: this.nowMs, sinceMs: this.nowMs - LOOK_BACK_MS })
    if (tags.waiting || lines.length > 0) {
      // Marked, they are found however much was said after them.
      await forEach(lines, (line) => keepLine(session, line))
      this.unsent.push(session)
      return
    }
    const isUnfinished = awaitsTranscript(conversation)
    const leftAloneMs = endingOf(conversation) ? LONGEST_INVOCATION_MS : FORGOTTEN_MS
    if (isAnnounced && this.nowMs - Date.parse(updatedAt) > (isUnfinished ? FINISHING_MS : leftAloneMs)) {
      await client.updateConversation({ id, tags: { unsettled: '' } })
      this.withoutTranscript.push(...(isUnfinished ? [id] : []))
    }
  }
}
