import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Step } from './arm'
import { casesOf, nameOf, type Case, type Share } from './cases'
import { stepsOf, tryCase } from './matrix'
import { FLOWS, type MatrixFlow } from './matrix-flows'
import { Pool } from './pool'
import { report, writeReport, type Tried } from './results'
import { worldNamed } from './worlds'

/*
 * `WHOLE=1` tries all cases, and writes the table into dist/faults; otherwise each fault is tried once or for a while
 * in turn, and a part of that in flows that are variants. `FLOW=…` takes only flows with that in their name; `WORLD=…`
 * tries them in another world (see worlds.ts). Much of a case is waiting, so that more places than cores are of use.
 */
const { WHOLE, FLOW = '', PLACES = '8', WORLD = 'once' } = process.env

/** So many processes of the integration stand behind the door: one that dies, and one that takes over. */
const PROCESSES = 2

/** For all flows together: they take turns. */
const TIMEOUT_MS = 900_000

const shareOf = (flow: MatrixFlow): Share => (WHOLE ? 'all' : { every: flow.oneIn ?? 1, offset: FLOWS.indexOf(flow) })

/** The share of cases that may come to nothing because what runs at the same time has no fixed order. */
const MISSED_SHARE = 0.02

describe(`every fault at every step, in the world "${WORLD}"`, () => {
  const name = worldNamed(WORLD)
  const worlds = new Pool(Number(PLACES), { name, processes: PROCESSES })
  const tried: Tried[] = []
  const flows = FLOWS.filter((flow) => flow.name.includes(FLOW))
  const steps = new Map<MatrixFlow, Step[]>()
  beforeAll(async () => {
    await worlds.open()
    // Before the first fault: what one has left behind would look like a step of the flow.
    const record = (flow: MatrixFlow) => worlds.use(async (world) => steps.set(flow, await stepsOf(world, flow)))
    await Promise.all(flows.map(record))
  }, TIMEOUT_MS)
  afterAll(async () => {
    await worlds.close()
    const text = report(tried)
    console.log(text)
    if (WHOLE) {
      console.log(`Written to ${await writeReport(name, text)}`)
    }
  })

  const attempt = (flow: MatrixFlow, each: Case) =>
    worlds.use(async (world) => {
      const outcome = await tryCase(world, flow, each).catch((thrown: unknown) => ({
        struck: true,
        breaches: [String(thrown)],
      }))
      tried.push({ flow: flow.name, service: each.step.to, each, ...outcome })
      return outcome.breaches.map((breach) => `${nameOf(each)}: ${breach}`)
    })

  describe.concurrent('that is survived', () => {
    it.for(flows)('of the flow $name', { timeout: TIMEOUT_MS }, async (flow) => {
      const cases = casesOf(steps.get(flow) ?? [], shareOf(flow))
      expect(cases.length).toBeGreaterThan(0)
      const broken = await Promise.all(cases.map((each) => attempt(flow, each)))
      expect(broken.flat()).toEqual([])
    })
  })

  it('that has met its call, but for a few', () => {
    const missed = tried.filter(({ struck }) => !struck).map(({ flow, each }) => `${flow}: ${nameOf(each)}`)
    expect(missed.slice(Math.max(1, Math.floor(tried.length * MISSED_SHARE)))).toEqual([])
  })
})
