import { actions } from './actions'
import * as bp from './bp'
import { channels } from './channels'
import { handler } from './handler'
import { register, unregister } from './setup'

export default new bp.Integration({ register, unregister, actions, channels, handler })
