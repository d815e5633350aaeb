import type { TargetedKeyboardEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { CallView } from '../../model'
import { Log } from '../ui/log'
import { Call } from './call'

/** By which key to which call: from the one at `index` of `count`. */
const STEPS: Record<string, (index: number, count: number) => number> = {
  ArrowUp: (index) => index - 1,
  ArrowDown: (index) => index + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** The list of calls: one stop for the Tab key, however many there are; the arrow keys move within it. */
export const Calls = ({ calls }: { calls: CallView[] }) => {
  const [stopId, setStopId] = useState<number>()
  // An invocation comes into the list at its end, and stands before what was called in it.
  const newest = Math.max(...calls.map(({ id }) => id))
  const stop = calls.find(({ id }) => id === stopId) ?? calls.at(-1)
  const move = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    const step = STEPS[event.key]
    const isOnCall = event.target instanceof HTMLElement && event.target.closest('.call > button')
    if (step && isOnCall) {
      event.preventDefault()
      const buttons = event.currentTarget.querySelectorAll<HTMLElement>('.call > button')
      const index = calls.findIndex((call) => call === stop)
      buttons[Math.max(0, Math.min(buttons.length - 1, step(index, buttons.length)))]?.focus()
    }
  }
  return (
    <>
      <div class="call-columns quiet" aria-hidden="true">
        <span class="row spread">
          <span>Bot</span>
          <span>Brevo</span>
        </span>
        <span>Call</span>
        <span>Status</span>
        <span class="duration">Time</span>
      </div>
      <Log label="Calls" newest={newest} aria-live="off" tabIndex={-1} onKeyDown={move}>
        {calls.length === 0 ? (
          <p class="empty quiet note">Nothing has been called yet.</p>
        ) : (
          <ol>
            {calls.map((call) => (
              <Call key={call.id} call={call} isStop={call === stop} onFocus={() => setStopId(call.id)} />
            ))}
          </ol>
        )}
      </Log>
    </>
  )
}
