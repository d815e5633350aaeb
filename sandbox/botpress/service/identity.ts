import { randomBytes, randomUUID } from 'node:crypto'

/** Who is who in one installation of the integration on a bot. */
export type Identity = ReturnType<typeof makeIdentity>

/**
 * An installation of its own.
 * @param botUserId the Botpress user who stands for the bot
 */
export const makeIdentity = (integrationName: string, botUserId: string) => ({
  botId: randomUUID(),
  botUserId,
  integrationId: randomUUID(),
  integrationAlias: integrationName,
  webhookId: randomUUID(),
  /** What the integration shows to the API: BP_TOKEN of its processes. */
  token: `bp_bak_${randomBytes(16).toString('hex')}`,
})
