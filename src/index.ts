import { Integration } from '@botpress/sdk'
import { actions } from './actions'
import type * as bp from './bp'
import { channels } from './channels'
import { handler } from './handler'
import { register, unregister } from './setup'

export default new Integration<bp.Integration>({ register, unregister, actions, channels, handler })
