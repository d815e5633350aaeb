import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesOf, nameOf, stepsOf, tryCase, type Case } from './matrix'
import { FLOWS, type MatrixFlow } from './matrix-flows'
import { Pool } from './pool'
import { report, writeReport, type Tried } from './results'

/*
 * `WHOLE=1` tries all cases of the variants, too, and puts the table into RESULTS.md; `FLOW=…` takes only flows with that
 * in their name. Much of a case is waiting, so that more worlds than cores are of use.
 */
const { WHOLE, FLOW = '', WORLDS = '10' } = process.env

/** For all flows together: they take turns. */
const TIMEOUT_MS = 900_000

describe.concurrent('every fault at every step', () => {
  const worlds = new Pool(Number(WORLDS))
  const tried: Tried[] = []
  beforeAll(() => worlds.open())
  afterAll(async () => {
    await worlds.close()
    const text = report(tried)
    console.log(text)
    await (WHOLE ? writeReport(text) : undefined)
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

  it.for(FLOWS.filter(({ name }) => name.includes(FLOW)))(
    'of the flow $name is survived',
    { timeout: TIMEOUT_MS },
    async (flow) => {
      const cases = await worlds.use(async (world) =>
        casesOf(await stepsOf(world, flow), !WHOLE && flow.isVariant === true)
      )
      expect(cases.length).toBeGreaterThan(0)
      const broken = await Promise.all(cases.map((each) => attempt(flow, each)))
      expect(broken.flat()).toEqual([])
    }
  )
})
