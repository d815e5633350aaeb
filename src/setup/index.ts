import type * as bp from '../bp'
import { guarded } from '../guard'
import { BUDGET_MS } from '../time'
import { register as checkAndSweep } from './register'
import { unregister as sayWhatIsLeft } from './unregister'

export const register: bp.IntegrationProps['register'] = guarded(
  'Checking the configuration',
  BUDGET_MS.register,
  (tools) => checkAndSweep(tools, tools.deadline)
)

export const unregister: bp.IntegrationProps['unregister'] = guarded(
  'Removing the integration',
  BUDGET_MS.register,
  sayWhatIsLeft
)
