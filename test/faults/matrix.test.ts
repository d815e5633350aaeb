import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { casesOf, nameOf, sampleOf, stepsOf, tryCase, type Case } from './matrix'
import { FLOWS, type MatrixFlow } from './matrix-flows'
import { Pool } from './pool'
import { report, writeReport, type Tried } from './results'

/*
 * `npm test` tries a part: each fault at some steps, and at each step some faults. `FULL=1` tries everything,
 * `WRITE_RESULTS=1` does so and puts the table into RESULTS.md; `FLOW=…` takes only flows with that in their name.
 */
const { FULL, WRITE_RESULTS, FLOW = '', WORLDS = '6' } = process.env
const isFull = Boolean(FULL ?? WRITE_RESULTS)

const FLOW_TIMEOUT_MS = isFull ? 900_000 : 240_000

describe.concurrent('every fault at every step', () => {
  const worlds = new Pool(Number(WORLDS))
  const tried: Tried[] = []
  beforeAll(() => worlds.open())
  afterAll(async () => {
    await worlds.close()
    const text = report(tried)
    console.log(text.split('\n')[0])
    await (WRITE_RESULTS ? writeReport(text) : undefined)
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
    'of the flow "$name" is survived',
    { timeout: FLOW_TIMEOUT_MS },
    async (flow) => {
      const all = await worlds.use(async (world) => casesOf(flow, await stepsOf(world, flow)))
      const cases = isFull ? all : sampleOf(flow, all)
      expect(cases.length).toBeGreaterThan(0)
      const broken = await Promise.all(cases.map((each) => attempt(flow, each)))
      expect(broken.flat()).toEqual([])
    }
  )
})
