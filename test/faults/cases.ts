import type { Step } from './arm'
import { BOTPRESS_FAULTS, BREVO_FAULTS, type MatrixFault } from './matrix-faults'

/** One thing to try. `chance`: what comes first when the fault is over. */
export type Case = { fault: MatrixFault; step: Step; length: 'once' | 'while'; chance: Chance }

/** What may come first when a fault is over. */
export const CHANCES = ['message', 'register', 'webhook'] as const
export type Chance = (typeof CHANCES)[number]

/**
 * How much of the cases is tried: all; or each fault once or for a while in turn, and of these one in `every`, beginning
 * with another one for each flow.
 */
export type Share = 'all' | { every: number; offset: number }

/** Every fault at every step, as far as the share goes. */
export const casesOf = (steps: Step[], share: Share): Case[] =>
  steps
    .flatMap((step, stepIndex) =>
      (step.to === 'brevo' ? BREVO_FAULTS : BOTPRESS_FAULTS).flatMap((fault, faultIndex) => {
        const turn = stepIndex + faultIndex
        if (share === 'all') {
          return fault.lengths.map((length) => ({ fault, step, length }))
        }
        const lengths = fault.lengths.filter((_, index, all) => index === turn % all.length)
        const isTried = (Math.floor(turn / 2) + share.offset) % share.every === 0
        return isTried ? lengths.map((length) => ({ fault, step, length })) : []
      })
    )
    .map((each, index) => ({ ...each, chance: CHANCES[index % CHANCES.length] ?? 'message' }))

/** What a case is called in a report. */
export const nameOf = ({ fault, step, length, chance }: Case): string =>
  `${fault.name} (${length}) at ${step.operation} #${step.occurrence + 1}, then ${chance}`
