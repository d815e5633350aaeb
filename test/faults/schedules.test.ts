import * as fc from 'fast-check'
import { describe, it } from 'vitest'
import { anySchedule } from './commands'
import { play } from './schedule'
import { World } from './world'
import { WORLD_NAMES, worldNamed, type WorldName } from './worlds'

/**
 * Further runs: `RUNS=2000`. To see a failure again: `SEED=… FC_PATH=…`, as the report says. Each schedule draws its
 * world; `WORLD=…` plays all of them in one.
 */
const { RUNS = '16', SEED = '20260117', FC_PATH, LANES = '2', WORLD } = process.env

/** Late deliveries make a schedule long and try little: not among those that are drawn. */
const drawn = fc.constantFrom(...WORLD_NAMES.filter((name) => name !== 'late'))
const anyWorld: fc.Arbitrary<WorldName> = WORLD === undefined ? drawn : fc.constant(worldNamed(WORLD))

/** After so many schedules the services start afresh. */
const SCHEDULES_IN_A_WORLD = 60

/** How long a failure is made smaller, in ms. */
const SHRINKING_MS = 90_000

const lanes = FC_PATH === undefined ? Number(LANES) : 1
const numRuns = Math.ceil(Number(RUNS) / lanes)

describe.concurrent('random schedules', () => {
  it.for(Array.from({ length: lanes }, (_, lane) => ({ seed: Number(SEED) + lane })))(
    `of talk and trouble are survived: ${numRuns} with seed $seed`,
    { timeout: 60_000 + SHRINKING_MS + numRuns * 10_000 },
    async ({ seed }) => {
      let world: World | undefined
      let played = 0
      const fresh = async (name: WorldName): Promise<World> => {
        played += 1
        if (world && played % SCHEDULES_IN_A_WORLD === 0) {
          await world.close()
          world = undefined
        }
        world ??= await World.start()
        await world.turnInto(name, seed + played)
        return world
      }
      let failedAt: number | undefined
      const survived = fc.asyncProperty(anyWorld, anySchedule, async (name, commands) => {
        if (failedAt !== undefined && Date.now() - failedAt > SHRINKING_MS) {
          return
        }
        const here = await fresh(name)
        const broken = await play(here, commands).catch(async (thrown: unknown) => {
          await here.close()
          world = undefined
          return [String(thrown)]
        })
        if (broken.length > 0) {
          failedAt ??= Date.now()
          throw new Error(broken.join('\n'))
        }
      })
      try {
        // A replay is as small as it gets.
        const replay = FC_PATH === undefined ? {} : { path: FC_PATH, endOnFailure: true }
        await fc.assert(survived, { numRuns, seed, ...replay })
      } finally {
        await world?.close()
      }
    }
  )
})
