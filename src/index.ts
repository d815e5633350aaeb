import { Integration } from '@botpress/sdk'
import { createUser } from './actions/create-user'
import { startHitl } from './actions/start-hitl'
import { stopHitl } from './actions/stop-hitl'
import { webhook } from './from-brevo/webhook'
import { guarded } from './guard'
import { register } from './setup/register'
import { unregister } from './setup/unregister'
import { channel } from './to-brevo/channel'
import type { Integration as BrevoHitl } from './types'

export default new Integration<BrevoHitl>({
  register: guarded('Checking the configuration', register),
  unregister: guarded('Removing the integration', unregister),
  actions: {
    createUser: guarded('Creating the user', createUser),
    startHitl: guarded('Starting the session', startHitl),
    stopHitl: guarded('Stopping the session', stopHitl),
  },
  channels: { hitl: channel },
  handler: guarded('Receiving an event of Brevo', webhook),
})
