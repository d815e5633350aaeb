import type { Handlers } from '../types'

/** Nothing was set up in Brevo by API, so there is nothing to undo there; the webhook was entered by hand. */
export const unregister: Handlers['unregister'] = async ({ logger }) => {
  logger
    .forBot()
    .info(
      'Nothing to undo in Brevo by itself. Remove the webhook under Conversations → Settings → Integrations → Webhooks.'
    )
}
