import type * as bp from '../bp'
import { warnIfItFails } from '../errors'
import { forgetRecord } from './record'

/**
 * Nothing was set up in Brevo by API, so there is nothing to undo there; the webhook was entered by hand. What is known
 * of the configuration is forgotten, since Botpress may drop the schedule: should the integration be enabled again,
 * `register` sets it again.
 */
export const unregister: bp.IntegrationProps['unregister'] = async (props) => {
  await warnIfItFails(props.logger, 'What was known of the configuration could not be deleted', () =>
    forgetRecord(props)
  )
  props.logger
    .forBot()
    .info(
      'Nothing to undo automatically in Brevo. Remove the webhook under Conversations → Settings → Integrations → Webhooks.'
    )
}
