import type * as bp from '../bp'
import { guarded } from '../guard'
import { BUDGET_MS } from '../time'
import { checkSetup } from './check-setup'
import { createUser } from './create-user'
import { startHitl } from './start-hitl'
import { stopHitl } from './stop-hitl'

/** What the HITL plugin calls, and a check that the bot's owner calls. */
export const actions: bp.IntegrationProps['actions'] = {
  createUser: guarded('Creating the user', BUDGET_MS.otherActions, createUser),
  startHitl: guarded('Starting the session', BUDGET_MS.startHitl, startHitl),
  stopHitl: guarded('Stopping the session', BUDGET_MS.otherActions, stopHitl),
  checkSetup: guarded('Checking the set-up', BUDGET_MS.checkSetup, checkSetup),
}
