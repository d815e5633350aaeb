import { randomBytes, randomUUID } from 'node:crypto'

/** Who is who in one installation of the integration on a bot. */
export type Identity = {
  botId: string
  /** The Botpress user who stands for the bot. */
  botUserId: string
  integrationId: string
  integrationAlias: string
  webhookId: string
  /** What the integration shows to the API: BP_TOKEN of its processes. */
  token: string
}

/** An installation of its own. */
export const makeIdentity = (integrationName: string, botUserId: string): Identity => ({
  botId: randomUUID(),
  botUserId,
  integrationId: randomUUID(),
  integrationAlias: integrationName,
  webhookId: randomUUID(),
  token: `bp_bak_${randomBytes(16).toString('hex')}`,
})
