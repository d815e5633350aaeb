import { randomUUID } from 'node:crypto'
import type { SentMessage } from '../brevo/client'
import { warnIfItFails } from '../errors'
import type { Tools } from '../guard'
import { sendText, type Sent } from '../outbox/send-text'
import { makeFindable } from '../session/find-session'
import { checkSessionOf, type Session } from '../session/session'
import { checklistOf, type Findings } from '../setup/checklist'
import { configurationFault } from '../setup/configuration-fault'
import { hasTranscriptCome } from '../setup/missing-transcript'
import { readRecord } from '../setup/record'
import { deadlineIn, msLeft, pause, POLL_MS } from '../time'

/** Longest time for writing the test message, in ms. */
const SENDING_MS = 4_000

/** Longest wait for its events, in ms. */
const LISTENING_MS = 10_000

/** How long after the one event the other one is waited for before a second message is written, in ms. */
const FRAGMENT_MS = 2_000

/** Left for tidying up, in ms. */
const TIDYING_MS = 2_000

/**
 * Proves the whole way: a message is written to a visitor that stands for nothing but this check, and its events come
 * back through the webhook and are noted on a conversation of its own. So checks that run at once do not meet.
 */
export const checkSetup = async (tools: Tools): Promise<{ ok: boolean; checks: string[] }> => {
  const { ctx } = tools
  const fault = configurationFault(ctx.configuration)
  if (fault) {
    return { ok: false, checks: [`✗ Configuration: ${fault}`] }
  }
  const [record, transcript, session] = await Promise.all([readRecord(tools), hasTranscriptCome(tools), begin(tools)])
  const { sent, failure } = await sendLine(session)
  const { events, further } = failure
    ? { events: { started: false, fragment: false }, further: [] }
    : await listen(session)
  const findings = { failure, ...events, transcript, webhookUrl: record?.webhookUrl }
  const checklist = checklistOf(findings, ctx.configuration)
  return (await tidyUp(session, [...sent, ...further]))
    ? checklist
    : { ...checklist, checks: [...checklist.checks, LEFT_BEHIND] }
}

const LEFT_BEHIND = '– The test message could not be deleted. It is in Brevo, and says what it is.'

const begin = async (tools: Tools): Promise<Session> => {
  const { conversation } = await tools.client.getOrCreateConversation({
    channel: 'hitl',
    tags: { startKey: randomUUID() },
    discriminateByTags: ['startKey'],
  })
  const session = checkSessionOf(tools, conversation)
  await makeFindable(session)
  return session
}

const sendLine = (session: Session): Promise<Sent> =>
  sendText(session, session.words.setupTest, { deadline: deadlineIn(SENDING_MS) })

type Heard = { events: Pick<Findings, 'started' | 'fragment'>; further: SentMessage[] }

/**
 * Waits until both events have come, or the time is over. It is not known whether Brevo repeats the message that opens a
 * conversation in a fragment: where it seems not to, a second message says whether fragments come.
 */
const listen = async (session: Session): Promise<Heard> => {
  const { client, conversation, deadline } = session
  const giveUpAt = Math.min(deadlineIn(LISTENING_MS), deadline - TIDYING_MS)
  const further: Heard['further'] = []
  let startedAt: number | undefined
  let isAsked = false
  for (;;) {
    const { tags } = (await client.getConversation({ id: conversation.id })).conversation
    const events = { started: Boolean(tags.heard), fragment: Boolean(tags.heardFragment) }
    if ((events.started && events.fragment) || msLeft(giveUpAt) < POLL_MS) {
      return { events, further }
    }
    startedAt ??= events.started ? Date.now() : undefined
    if (startedAt !== undefined && !isAsked && Date.now() - startedAt >= FRAGMENT_MS) {
      isAsked = true
      further.push(...(await sendLine(session)).sent)
    }
    await pause(POLL_MS)
  }
}

/** @returns false when a message is still in Brevo */
const tidyUp = async (session: Session, sent: SentMessage[]): Promise<boolean> => {
  const { brevo, client, conversation, logger } = session
  const { id } = conversation
  const [, ...lines] = await Promise.allSettled([
    warnIfItFails(logger, `Conversation ${id} of a check could not be deleted`, () =>
      client.deleteConversation({ id })
    ),
    ...sent.map((message) => brevo.deleteMessage(message.id, { deadline: deadlineIn(TIDYING_MS) })),
  ])
  return lines.every(({ status }) => status === 'fulfilled')
}
