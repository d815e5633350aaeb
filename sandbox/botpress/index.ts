import { EmbeddedBotpress } from './embedded'
import type { BotpressOptions } from './options'

export type { Bot } from './bot/bot'
export type { Card, ChatLine, NoticeKind, Session, UpstreamUser } from './bot/chat'
export type { Drop } from './bot/handovers'
export type { Escalation, FarewellOrder } from './bot/plugin'
export { TEXTS as BOT_TEXTS } from './bot/texts'
export type { Chat, ChatOptions } from './bot/upstream'
export { EmbeddedBotpress } from './embedded'
export type { BotpressOptions, RegisterResult } from './options'
export type { DispatchResult, IntegrationOperation } from './service/dispatcher'
export { ORDINARY_BOTPRESS, type BotpressWorld } from './world'

/**
 * Starts an embedded Botpress Cloud on loopback: the runtime API, the front door and a bot with the HITL plugin.
 * @throws Error when the port is taken
 */
export const startBotpress = async (options: BotpressOptions): Promise<EmbeddedBotpress> => {
  const botpress = new EmbeddedBotpress(options)
  await botpress.open(options.port)
  return botpress
}
