import * as fc from 'fast-check'
import { JULIA, MARCO } from '../../sandbox/sandbox'
import type { Fault } from '../../sandbox/shared/faults'
import { USER_TYPES, type UserType } from './user-payload'

const LIMIT: Fault = { kind: 'status', status: 429, headers: { 'x-sib-ratelimit-reset': '1800' } }
const SHORT_LIMIT: Fault = { kind: 'status', status: 429, headers: { 'x-sib-ratelimit-reset': '1' } }
const statuses = (codes: number[]): Fault[] =>
  codes.flatMap((status) => [false, true].map((afterWork): Fault => ({ kind: 'status', status, afterWork })))
const CUTS: Fault[] = [{ kind: 'reset' }, { kind: 'reset', afterWork: true }]
const SLOW: Fault = { kind: 'delay', ms: 150 }

const BREVO_FAULTS = [LIMIT, SHORT_LIMIT, SLOW, ...CUTS, ...statuses([500, 502, 503, 504]), ...statuses([400, 401])]
const BOTPRESS_FAULTS = [SLOW, ...CUTS, ...statuses([500, 503]), SHORT_LIMIT]

/** One thing that happens. `chat`: in which of the two chats. */
export type Command =
  | { does: 'say'; chat: number; type: UserType }
  | { does: 'leave' | 'escalate'; chat: number }
  | { does: 'write'; chat: number; agent: string; withFile: boolean }
  | { does: 'finish'; chat: number }
  | { does: 'stranger' | 'register' | 'heal' }
  | { does: 'webhooks'; mode: 'duplicate' | 'outOfOrder' | 'held'; on: boolean }
  | { does: 'release'; joined: boolean }
  | { does: 'redeliver'; which: number }
  | { does: 'fail'; service: 'brevo' | 'botpress'; fault: Fault; skip: number; times: number }
  | { does: 'kill'; processes: readonly number[]; after: number }
  | { does: 'advance'; ms: number }
  | { does: 'wait'; calls: number }

const chat = fc.nat({ max: 1 })
const failing = (service: 'brevo' | 'botpress', faults: Fault[]) =>
  fc.record({
    does: fc.constant('fail' as const),
    service: fc.constant(service),
    fault: fc.constantFrom(...faults),
    skip: fc.constantFrom(0, 0, 1, 3, 6),
    times: fc.constantFrom(1, 2, 5, 20),
  })

/** Anything that can happen, talk more often than trouble. */
const anyCommand: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ does: fc.constant('say' as const), chat, type: fc.constantFrom(...USER_TYPES) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      does: fc.constant('write' as const),
      chat,
      agent: fc.constantFrom(JULIA.id, MARCO.id),
      withFile: fc.boolean(),
    }),
  },
  { weight: 6, arbitrary: fc.record({ does: fc.constant('wait' as const), calls: fc.integer({ min: 1, max: 25 }) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('escalate' as const), chat }) },
  { weight: 3, arbitrary: failing('brevo', BREVO_FAULTS) },
  { weight: 3, arbitrary: failing('botpress', BOTPRESS_FAULTS) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom('heal' as const, 'register' as const, 'stranger' as const) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('webhooks' as const),
      mode: fc.constantFrom('duplicate' as const, 'outOfOrder' as const, 'held' as const),
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('release' as const), joined: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('redeliver' as const), which: fc.nat({ max: 50 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      does: fc.constant('kill' as const),
      processes: fc.constantFrom([0], [1, 2], [0, 1, 2, 3]),
      after: fc.nat({ max: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('advance' as const), ms: fc.constantFrom(1_000, 61_000, 1_801_000) }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('finish' as const), chat }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('leave' as const), chat }) }
)

/** A whole schedule. */
export const anySchedule: fc.Arbitrary<Command[]> = fc.array(anyCommand, { minLength: 4, maxLength: 30, size: 'max' })
