import type { CallView, Snapshot } from '../../model'
import { PaneHead } from '../ui/pane-head'
import { Kept } from './kept'
import { Trouble } from './trouble'
import { Wire } from './wire'

type Props = { snapshot: Snapshot; calls: CallView[]; real: boolean }

/** What lies between customer and agents: the calls, what can go wrong, and what waits. */
export const BetweenPane = ({ snapshot, calls, real }: Props) => {
  const { trouble, budget, kept, totals, ownerLog } = snapshot
  return (
    <>
      <PaneHead title="In between" />
      <div class="stack column fill">
        <Trouble trouble={trouble} real={real} />
        <Wire calls={calls} totals={totals} ownerLog={ownerLog} budget={real ? undefined : budget} />
        <Kept kept={kept} />
      </div>
    </>
  )
}
