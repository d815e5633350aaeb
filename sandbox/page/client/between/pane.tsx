import type { Snapshot } from '../../model'
import { PaneHead } from '../ui/pane-head'
import { Kept } from './kept'
import { Trouble } from './trouble'
import { Wire } from './wire'

/** What lies between customer and agents: the calls, what can go wrong, and what waits. */
export const BetweenPane = ({ snapshot }: { snapshot: Snapshot }) => (
  <>
    <PaneHead title="In between" />
    <div class="stack column fill">
      <Trouble trouble={snapshot.trouble} real={snapshot.real} />
      <Wire snapshot={snapshot} />
      <Kept kept={snapshot.kept} />
    </div>
  </>
)
