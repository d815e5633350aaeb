import { botpressLists } from './botpress-lists'
import { botpressRecords } from './botpress-records'
import { botpressStates } from './botpress-states'
import type { BotpressWorld } from './botpress-world'
import { brevoAgent } from './brevo-agent'
import { brevoRest } from './brevo-rest'
import { brevoWebhook } from './brevo-webhook'
import { MAX_CALLS, type BrevoWorld } from './brevo-world'
import { realBotpress, realBrevo, realServicesOf } from './real-services'
import type { Part } from './report'
import { standInOfBotpress, standInOfBrevo, type Running } from './stand-ins'
import { tryAll, type Result, type Statement } from './statement'

export const BREVO_STATEMENTS: Statement<BrevoWorld>[] = [...brevoRest, ...brevoWebhook, ...brevoAgent]
export const BOTPRESS_STATEMENTS: Statement<BotpressWorld>[] = [...botpressStates, ...botpressRecords, ...botpressLists]

type Env = Readonly<Record<string, string | undefined>>

/** Asks whether to go on. Nothing is sent to a real service before it has said so. */
export type Confirm = (question: string) => Promise<boolean>

/**
 * Tries all statements on the stand-ins, and on each real service that the environment has keys for.
 * @param confirm asked once for each real service
 * @param stop ends the run early; what was made is deleted all the same
 */
export const runContract = async (env: Env, confirm: Confirm, stop?: AbortSignal): Promise<Part[]> => {
  const { brevo, botpress } = realServicesOf(env)
  const askBrevo = brevo && (await confirm(questionAboutBrevo(brevo.webhookUrl)))
  const askBotpress = botpress && (await confirm(QUESTION_ABOUT_BOTPRESS))
  return [
    await partOf('Brevo', BREVO_STATEMENTS, standInOfBrevo, {
      stop,
      start: askBrevo ? () => realBrevo(brevo, env) : undefined,
      reason: brevo ? 'it was declined' : 'BREVO_API_KEY and BREVO_AGENT_ID are not set',
    }),
    await partOf('Botpress', BOTPRESS_STATEMENTS, standInOfBotpress, {
      stop,
      start: askBotpress ? () => realBotpress(botpress, env) : undefined,
      reason: botpress ? 'it was declined' : 'BP_TOKEN, BP_BOT_ID and BP_INTEGRATION_ID are not set',
    }),
  ]
}

const QUESTION_ABOUT_BOTPRESS =
  'This makes conversations, users and messages on the bot BP_BOT_ID, waits about a minute, and deletes them. Take a bot that nobody uses.'

const questionAboutBrevo = (webhookUrl: string | undefined): string =>
  [
    `This writes some messages into your Brevo account, with at most ${MAX_CALLS} calls, and deletes them.`,
    'Agents may be notified; one of them is shown as online for some minutes.',
    ...(webhookUrl
      ? [`First enter ${webhookUrl} under Conversations → Settings → Integrations → Webhooks, with all three events.`]
      : []),
  ].join(' ')

/** A service that can be tried, with what it costs and cleans up. */
type Tried = { calls?: number; cleanUp: () => Promise<number> }

type Asking<World> = {
  /** Undefined when the real service is not to be asked, for this reason. */
  start: (() => Promise<Running<World>>) | undefined
  reason: string
  stop: AbortSignal | undefined
}

const partOf = async <World extends Tried>(
  service: string,
  statements: Statement<World>[],
  standIn: () => Promise<Running<World>>,
  { start, reason, stop }: Asking<World>
): Promise<Part> => {
  const embedded = await tried(statements, await standIn(), stop)
  const real = start && (await tried(statements, await start(), stop))
  return { service, standIn: embedded.results, real: real?.results, reason, calls: real?.calls, left: real?.left ?? 0 }
}

const tried = async <World extends Tried>(
  statements: Statement<World>[],
  { world, close }: Running<World>,
  stop: AbortSignal | undefined
): Promise<{ results: Result[]; calls: number | undefined; left: number }> => {
  try {
    const results = await tryAll(statements, world, stop)
    const left = await world.cleanUp()
    return { results, calls: world.calls, left }
  } finally {
    await close()
  }
}
