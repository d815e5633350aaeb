import { EmbeddedBotpress } from './embedded'
import type { BotpressOptions } from './options'

export type { Bot } from './bot/bot'
export type { Card, Chat, ChatOptions } from './bot/chat'
export type { ChatLine } from './bot/chat-line'
export { TEXTS as BOT_TEXTS } from './bot/texts'
export { EmbeddedBotpress } from './embedded'
export type { BotpressOptions } from './options'
export { ORDINARY_BOTPRESS, type BotpressWorld } from './world'

/** Starts an embedded Botpress Cloud on a free port: the runtime API, the front door and a bot with the HITL plugin. */
export const startBotpress = async (options: BotpressOptions): Promise<EmbeddedBotpress> => {
  const botpress = new EmbeddedBotpress(options)
  await botpress.open()
  return botpress
}
