import type * as bp from '../bp'

/** Nothing was set up in Brevo by API, so there is nothing to undo there; the webhook was entered by hand. */
export const unregister: bp.IntegrationProps['unregister'] = async ({ logger }) => {
  logger
    .forBot()
    .info(
      'Nothing to undo automatically in Brevo. Remove the webhook under Conversations → Settings → Integrations → Webhooks.'
    )
}
