import { Client } from '@botpress/client'
import definition from '../../integration.definition'
import { EmbeddedBotpress } from '../../sandbox/botpress'
import { EmbeddedBrevo } from '../../sandbox/brevo'
import { Wire } from '../../sandbox/shared/wire'
import { BotpressWorld } from './botpress-world'
import { BrevoWorld } from './brevo-world'
import { EventLog } from './event-log'

const API_KEY = 'xkeysib-contract-0000000000000000000000000000000000000000'
const ACCOUNT = { id: '6223aae91d1bcc698a514cd6_000000000000000000000001', name: 'Website bot' }
const JULIA = { id: '6223aae91d1bcc698a514cd6_000000000000000000000002', name: 'Julia' }

/** Waited for what does come, which takes some ms here, except on a machine that is busy with other things. */
const PATIENCE_MS = 10_000
const REDELIVERY_PAUSE_MS = 20
/** Waited in full for what does not come again. */
const REDELIVERY_MS = 1_000

/** A service that runs for the length of a run. */
export type Running<World> = { world: World; close: () => Promise<void> }

/** The embedded Brevo, with its webhook in sight. */
export const standInOfBrevo = async (): Promise<Running<BrevoWorld>> => {
  const brevo = await EmbeddedBrevo.start({ apiKey: API_KEY, agents: [ACCOUNT, JULIA], wire: new Wire() })
  const events = await EventLog.start()
  brevo.webhooks.url = events.url
  brevo.webhooks.retryDelaysMs = [REDELIVERY_PAUSE_MS]
  const world = new BrevoWorld({
    url: brevo.url,
    apiKey: API_KEY,
    agentId: ACCOUNT.id,
    events,
    patienceMs: PATIENCE_MS,
    redeliveryMs: REDELIVERY_MS,
    mayMakeAgents: true,
    agent: (visitorId) => {
      brevo.agentWrites(visitorId, { agentId: JULIA.id, text: 'How can I help?' })
      brevo.agentFinishes(visitorId)
    },
    agentMs: PATIENCE_MS,
  })
  const close = async () => {
    await brevo.close()
    await events.close()
  }
  return { world, close }
}

/** The embedded Botpress with this integration installed, and no process behind it: every `register` fails. */
export const standInOfBotpress = async (): Promise<Running<BotpressWorld>> => {
  const botpress = await EmbeddedBotpress.start({ definition, wire: new Wire(), configuration: {} })
  const { apiUrl, identity } = botpress
  const client = new Client({ apiUrl, ...identity })
  const world = new BotpressWorld({
    client,
    pass: async (ms) => botpress.advance(ms),
    failScheduledRegister: async () => {
      await client.configureIntegration({ scheduleRegisterCall: 'hourly' })
      const result = await botpress.runScheduledRegister()
      const { schedule } = botpress
      return {
        holds: result?.ok === false && schedule === 'hourly',
        saw: `register ${result?.ok ? 'passed' : 'failed'}; schedule after it: ${schedule ?? 'none'}`,
      }
    },
  })
  return { world, close: () => botpress.close() }
}
