import { Client } from '@botpress/client'
import { setTimeout as pause } from 'node:timers/promises'
import { BotpressWorld } from './botpress-world'
import { BrevoWorld } from './brevo-world'
import { EventLog } from './event-log'
import type { Running } from './stand-ins'

const BREVO_URL = 'https://api.brevo.com/v3'
const BOTPRESS_URL = 'https://api.botpress.cloud'
const DEFAULT_PORT = 8787
const PATIENCE_MS = 20_000

type Env = Readonly<Record<string, string | undefined>>

/** What the environment names; each is undefined when something of it is missing. */
export type RealServices = { brevo: BrevoKeys | undefined; botpress: BotpressKeys | undefined }
type BrevoKeys = {
  apiKey: string
  agentId: string
  webhookUrl: string | undefined
  waitMs: number
  agentMs: number
  port: number
}
type BotpressKeys = { token: string; botId: string; integrationId: string; alias: string | undefined }

/** @param minutes as the environment has them; what is no number counts as none */
const msOf = (minutes: string | undefined): number => Number(minutes) * 60_000 || 0

/** Reads which services can be asked, and how. */
export const realServicesOf = (env: Env): RealServices => {
  const { BREVO_API_KEY: apiKey, BREVO_AGENT_ID: agentId, CONTRACT_WEBHOOK_URL: webhookUrl } = env
  const { BP_TOKEN: token, BP_BOT_ID: botId, BP_INTEGRATION_ID: integrationId, BP_INTEGRATION_ALIAS: alias } = env
  const waitMs = msOf(env['CONTRACT_WAIT_MINUTES'])
  const agentMs = msOf(env['CONTRACT_AGENT_MINUTES'])
  const port = Number(env['CONTRACT_PORT']) || DEFAULT_PORT
  return {
    brevo: apiKey && agentId ? { apiKey, agentId, webhookUrl, waitMs, agentMs, port } : undefined,
    botpress: token && botId && integrationId ? { token, botId, integrationId, alias } : undefined,
  }
}

/** A real account. Listens for its events only when a public address was named that leads here. */
export const realBrevo = async (keys: BrevoKeys, env: Env): Promise<Running<BrevoWorld>> => {
  const { apiKey, agentId, webhookUrl, waitMs, agentMs, port } = keys
  const events = webhookUrl ? await EventLog.start(port) : undefined
  const world = new BrevoWorld({
    url: env['BREVO_API_URL'] ?? BREVO_URL,
    apiKey,
    agentId,
    events,
    patienceMs: PATIENCE_MS,
    redeliveryMs: waitMs,
    mayMakeAgents: env['CONTRACT_DUMMY_AGENT'] === '1',
    agent: agentMs > 0 ? () => console.error(instructions(agentMs)) : undefined,
    agentMs,
  })
  return { world, close: async () => events?.close() }
}

const instructions = (ms: number): string =>
  `Now answer in Brevo, in the conversation that begins with "Contract of Brevo HITL", and finish it. This waits ${ms / 60_000} minutes.`

/** A real installation of this integration on a bot. */
export const realBotpress = async (keys: BotpressKeys, env: Env): Promise<Running<BotpressWorld>> => {
  const { token, botId, integrationId, alias } = keys
  const apiUrl = env['BP_API_URL'] ?? BOTPRESS_URL
  const client = new Client({ apiUrl, token, botId, integrationId, ...(alias ? { integrationAlias: alias } : {}) })
  return {
    world: new BotpressWorld({ client, pass: (ms) => pause(ms), failScheduledRegister: undefined }),
    close: async () => undefined,
  }
}
