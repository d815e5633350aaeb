import type { EmbeddedBotpress } from './botpress'

/** Where Brevo has to send its webhooks, the secret in it. */
export const webhookAddress = ({ webhookUrl, configuration }: EmbeddedBotpress): string => {
  const { webhookSecret } = configuration
  return typeof webhookSecret === 'string' && webhookSecret
    ? `${webhookUrl}?secret=${encodeURIComponent(webhookSecret)}`
    : webhookUrl
}
