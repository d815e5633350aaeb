import type { ProductFile } from './product-files'

/** What a trial showed: whether the statement holds, and what was seen, without texts, addresses or keys. */
export type Seen = { holds: boolean; saw: string }

/** Something that the product takes for granted about a service, and the way to find out. */
export type Statement<World> = {
  says: string
  leansOn: readonly ProductFile[]
  /** @throws {NotTried} when this world offers no way to find out */
  try: (world: World) => Promise<Seen>
}

/** How a trial went. `failed`: it broke off, which says nothing about the statement. */
export type Outcome = 'holds' | 'differs' | 'not tried' | 'failed'

export type Result = { says: string; leansOn: readonly ProductFile[]; outcome: Outcome; saw: string }

/** Says why a statement cannot be tried here. */
export class NotTried extends Error {
  public override readonly name = 'NotTried'
}

/**
 * Tries all statements, one after the other, in the order given; never throws.
 * @param stop when aborted, the one under way is the last
 */
export const tryAll = async <World>(
  statements: Statement<World>[],
  world: World,
  stop?: AbortSignal
): Promise<Result[]> => {
  const results: Result[] = []
  for (const { says, leansOn, try: attempt } of statements) {
    const outcome = stop?.aborted ? STOPPED : await outcomeOf(attempt(world))
    results.push({ says, leansOn, ...outcome })
  }
  return results
}

const STOPPED = { outcome: 'not tried', saw: 'the run was stopped' } as const

const outcomeOf = async (trial: Promise<Seen>): Promise<Pick<Result, 'outcome' | 'saw'>> => {
  try {
    const { holds, saw } = await trial
    return { outcome: holds ? 'holds' : 'differs', saw }
  } catch (thrown: unknown) {
    if (thrown instanceof NotTried) {
      return { outcome: 'not tried', saw: thrown.message }
    }
    // A foreign error's text may quote what was sent.
    return { outcome: 'failed', saw: `the trial broke off: ${thrown instanceof Error ? thrown.name : 'unknown error'}` }
  }
}
