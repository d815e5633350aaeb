import type * as bp from '../bp'

const EVENTS = 'Conversation started, Conversation fragment and Conversation transcript'

/**
 * A sentence that says what has to be entered in Brevo; the secret itself is not in it, since it goes into logs.
 * @param webhookUrl undefined where it is not known, before the first save
 */
export const webhookEntry = (
  webhookUrl: string | undefined,
  { webhookSecret }: bp.Context['configuration']
): string => {
  const address = webhookUrl ?? 'the webhook URL of this integration'
  const secret = webhookSecret ? '?secret=YOUR-WEBHOOK-SECRET' : ''
  return `In Brevo, open Conversations → Settings → Integrations → Webhooks, enter ${address}${secret} and tick ${EVENTS}.`
}
