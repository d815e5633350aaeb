import type { EmbeddedBotpress } from './botpress'
import { textIn } from './shared/json'

/** Where Brevo has to send its webhooks, the secret in it. */
export const webhookAddress = ({ webhookUrl, configuration }: EmbeddedBotpress): string => {
  const secret = textIn(configuration, 'webhookSecret')
  return secret ? `${webhookUrl}?secret=${encodeURIComponent(secret)}` : webhookUrl
}
