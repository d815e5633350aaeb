import type * as bp from '../bp'
import { remedyFor, type BrevoError } from '../brevo/error'
import { agentFault } from './check-brevo'
import { webhookEntry } from './webhook-entry'

/** What a check of the set-up has found. */
export type Findings = {
  /** Why Brevo did not accept the test message; undefined when it did. */
  failure: BrevoError | undefined
  /** Which events of it have come through the webhook. */
  started: boolean
  fragment: boolean
  /** Whether the event of a finished conversation has ever come, as far as recent conversations tell. */
  transcript: boolean
  webhookUrl: string | undefined
}

type Check = { mark: '✓' | '✗' | '–'; text: string }

const good = (text: string): Check => ({ mark: '✓', text })
const bad = (text: string): Check => ({ mark: '✗', text })
const unknown = (text: string): Check => ({ mark: '–', text })

const brevoChecks = (failure: Findings['failure'], agentId: string): Check[] => {
  if (!failure) {
    return [good('API key: Brevo accepts it.'), good('Agent: Brevo knows it, and the key may write under its name.')]
  }
  if (failure.failure === 'wrongKey' || failure.failure === 'blockedAddress') {
    return [bad(`API key: ${remedyFor(failure)}`), unknown('Agent: not checked.')]
  }
  const fault = agentFault(failure, agentId)
  return fault
    ? [good('API key: Brevo accepts it.'), bad(`Agent: ${fault}.`)]
    : [unknown(`API key and agent: not checked. ${remedyFor(failure)}`)]
}

const eventCheck = (name: string, hasCome: boolean, isAnyThere: boolean): Check => {
  if (hasCome) {
    return good(`Event "${name}": it has come.`)
  }
  return isAnyThere
    ? bad(`Event "${name}": it has not come. Tick it in Brevo, where the webhook is entered.`)
    : unknown(`Event "${name}": not checked.`)
}

const webhookChecks = (found: Findings, configuration: bp.Context['configuration']): Check[] => {
  const isAnyThere = found.started || found.fragment
  const isSecret = Boolean(configuration.webhookSecret)
  if (found.failure) {
    return [unknown('Webhook: not checked, because no test message could be written.')]
  }
  return [
    isAnyThere
      ? good('Webhook: events of Brevo arrive.')
      : bad(
          `Webhook: no event has come within 10 seconds. ${webhookEntry(found.webhookUrl, configuration)} If it is entered already, compare it letter by letter${isSecret ? ', the secret too' : ''}.`
        ),
    isSecret
      ? isAnyThere
        ? good('Webhook secret: the events bear it.')
        : unknown('Webhook secret: not checked.')
      : unknown('Webhook secret: none is set. Set one, so that nobody but Brevo can send events.'),
    eventCheck('Conversation started', found.started, isAnyThere),
    eventCheck('Conversation fragment', found.fragment, isAnyThere),
  ]
}

const transcriptCheck = (hasCome: boolean): Check =>
  hasCome
    ? good('Event "Conversation transcript": it has come for an earlier conversation.')
    : unknown(
        'Event "Conversation transcript": it comes when an agent finishes a conversation. Hand one over, finish it in Brevo, and see whether the bot takes over again.'
      )

/** The findings in words, one line for each check. */
export const checklistOf = (
  found: Findings,
  configuration: bp.Context['configuration']
): { ok: boolean; checks: string[] } => {
  const checks = [
    ...brevoChecks(found.failure, configuration.agentId),
    ...webhookChecks(found, configuration),
    transcriptCheck(found.transcript),
  ]
  return {
    ok: !found.failure && checks.every(({ mark }) => mark !== '✗'),
    checks: checks.map(({ mark, text }) => `${mark} ${text}`),
  }
}
