import { describe, expect, it } from 'vitest'
import { tryPlain } from './matrix'
import { FLOWS, type MatrixFlow } from './matrix-flows'
import { World } from './world'
import { WORLD_NAMES, worldNamed, type WorldName } from './worlds'

/** `WORLD=…` takes only the world of that name, and every flow of it. */
const { WORLD } = process.env

const names = WORLD === undefined ? WORLD_NAMES : [worldNamed(WORLD)]

/** Which type a message has makes no difference to the worlds. */
const OTHER_TYPES = /^message: (image|audio|video|file|bloc)$/
/** Where every call takes seconds, the plain flows have to do. */
const flowsIn = (world: WorldName): MatrixFlow[] =>
  FLOWS.filter(
    ({ name, oneIn }) => WORLD !== undefined || !(OTHER_TYPES.test(name) || (world === 'slow' && oneIn !== undefined))
  )

/** For one world; others run at the same time. */
const TIMEOUT_MS = 240_000

describe.concurrent('without faults', () => {
  it.for(names.map((name) => ({ name })))(
    'every flow comes to its end in the world $name',
    { timeout: TIMEOUT_MS },
    async ({ name }) => {
      const world = await World.start({ name, processes: 2 })
      const broken: string[] = []
      try {
        for (const flow of flowsIn(name)) {
          const found = await tryPlain(world, flow).catch((thrown: unknown) => [String(thrown)])
          broken.push(...found.map((breach) => `${flow.name}: ${breach}`))
        }
      } finally {
        await world.close()
      }
      expect(broken).toEqual([])
    }
  )
})
