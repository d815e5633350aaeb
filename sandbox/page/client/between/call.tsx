import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallBodies, CallView, Caused } from '../../model'
import { bodiesOf, sentenceOf } from '../requests'
import { exactTimeOf } from '../ui/time'
import { Lanes } from './lanes'

const NAMES: Record<string, string> = { botpress: 'Botpress', integration: 'Integration', brevo: 'Brevo' }

const causedBy = ({ brevo, botpress }: Caused): string => {
  const parties = [brevo > 0 ? `Brevo ${brevo}×` : '', botpress > 0 ? `Botpress ${botpress}×` : ''].filter(Boolean)
  return parties.join(', ') || 'called nobody'
}

/** What means trouble; other refusals of an API may well be an answer, such as 404 for a state that is not there. */
const FAILURES = new Set([0, 401, 403, 413, 429])

const isFailure = ({ status, to }: CallView): boolean =>
  FAILURES.has(status) || status >= 500 || (to === 'integration' && status >= 400)

const pretty = (body: unknown): string => {
  if (body === undefined || body === null || body === '') {
    return '(empty)'
  }
  return typeof body === 'string' ? body : JSON.stringify(body, undefined, 2)
}

const Bodies = ({ callId }: { callId: number }) => {
  const [bodies, setBodies] = useState<CallBodies>()
  const [failure, setFailure] = useState('')
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => ref.current?.closest('li')?.scrollIntoView({ block: 'nearest' }), [bodies])
  useEffect(() => {
    bodiesOf(callId).then(setBodies, (thrown: unknown) => setFailure(sentenceOf(thrown)))
  }, [callId])
  if (failure) {
    return <p class="empty quiet note">{failure}</p>
  }
  return (
    <div class="bodies small-note" ref={ref}>
      <h4>Sent</h4>
      <pre class="quoted" tabIndex={0}>
        {bodies ? pretty(bodies.request) : 'Loading…'}
      </pre>
      <h4>Answered</h4>
      <pre class="quoted" tabIndex={0}>
        {bodies ? pretty(bodies.response) : 'Loading…'}
      </pre>
    </div>
  )
}

type Props = {
  call: CallView
  isStop: boolean
  onFocus: () => void
}

/** One call on the wire; its bodies when it is opened. */
export const Call = ({ call, isStop, onFocus }: Props) => {
  const [isOpen, setOpen] = useState(false)
  const { id, at, from, to, operation, status, durationMs, caused } = call
  const way = `${NAMES[from] ?? from} to ${NAMES[to] ?? to}`
  return (
    <li class={`call ${caused ? 'invocation' : ''}`}>
      <button
        type="button"
        aria-expanded={isOpen}
        tabIndex={isStop ? 0 : -1}
        onFocus={onFocus}
        title={`${way}, ${exactTimeOf(at)}`}
        onClick={() => setOpen(!isOpen)}
      >
        <Lanes from={from} to={to} />
        <span class="call-what">
          <span class="visually-hidden">{way}: </span>
          <span class="operation cut">{operation}</span>
          {caused && <span class="quiet small-note cut">{causedBy(caused)}</span>}
        </span>
        <span class={`badge ${isFailure(call) ? 'failed' : 'quiet'}`}>{status === 0 ? 'cut' : status}</span>
        <span class="duration quiet">{durationMs} ms</span>
      </button>
      {isOpen && <Bodies callId={id} />}
    </li>
  )
}
