import type { Fault } from '../../sandbox/shared/faults'

/** What goes wrong at a step: a fault of the service that is called, or the death of the process that calls it. */
export type MatrixFault = {
  name: string
  kind: Fault | 'closedPort' | 'death'
  /** Whether the service has done what it was asked although nobody learns of it. */
  afterWork: boolean
  /** By how much the clock has to move until it may be tried again, in ms. */
  waitMs?: number
  /** `once`, `while` (until the flow has been tried), or both. */
  lengths: ('once' | 'while')[]
}

const BOTH: MatrixFault['lengths'] = ['once', 'while']

const status = (code: number, afterWork = false, headers: Record<string, string> = {}): MatrixFault => ({
  name: `${code}${afterWork ? ' after the work' : ''}`,
  kind: { kind: 'status', status: code, afterWork, headers },
  afterWork,
  lengths: BOTH,
})

const cut = (kind: 'reset' | 'hang', name: string, afterWork: boolean): MatrixFault => ({
  name: `${name}, ${afterWork ? 'after' : 'before'} the work`,
  kind: { kind, afterWork },
  afterWork,
  lengths: BOTH,
})

const limit = (name: string, seconds: number): MatrixFault => ({
  ...status(429, false, { 'x-sib-ratelimit-reset': String(seconds) }),
  name,
  waitMs: (seconds + 61) * 1000,
})

const death = (afterWork: boolean): MatrixFault => ({
  name: `process killed ${afterWork ? 'before it has the answer' : 'while it asks'}`,
  kind: 'death',
  afterWork,
  lengths: ['once'],
})

const waitFor = (seconds: number): MatrixFault => ({
  ...status(429, false, { 'retry-after': String(seconds) }),
  name: `429, retry after ${seconds} s`,
})

/** After Brevo has refused all that there is, the integration tries nothing for five minutes. */
const REFUSED_PAUSE_MS = 300_000

/** All that Brevo is tried with. */
export const BREVO_FAULTS: MatrixFault[] = [
  { name: 'connection refused', kind: 'closedPort', afterWork: false, lengths: ['while'] },
  cut('reset', 'connection cut', false),
  cut('reset', 'connection cut', true),
  cut('hang', 'time-out', false),
  cut('hang', 'time-out', true),
  limit('429, reset in 1 s', 1),
  limit('429, reset in 1 h', 3_600),
  ...[500, 502, 503, 504].flatMap((code) => [status(code), status(code, true)]),
  status(401),
  { ...status(400), waitMs: REFUSED_PAUSE_MS + 61_000 },
  death(false),
  death(true),
]

/** All that Botpress is tried with. */
export const BOTPRESS_FAULTS: MatrixFault[] = [
  status(500),
  status(500, true),
  status(503),
  status(429),
  waitFor(20),
  waitFor(600),
  cut('reset', 'connection cut', false),
  cut('reset', 'connection cut', true),
  cut('hang', 'time-out', false),
  cut('hang', 'time-out', true),
  death(false),
  death(true),
]
