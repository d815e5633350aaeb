import { mkdir } from 'node:fs/promises'
import { cpus, platform, release } from 'node:os'
import { dirname, join } from 'node:path'
import { BUNDLE_FILE, buildIntegration } from '../sandbox/integration/build'
import { Budget } from './budget'
import { buildFloor, measureBundle, type PackageSize } from './bundle'
import { Contender } from './contender'
import { FLOWS, measureFlow, type FlowCounts, type FlowResult } from './flows'
import { measureGrowth, type Growth } from './growth'
import { SCALES } from './scales'
import { measureStart, type StartResult } from './start'
import { KINDS, measureThroughput, type ThroughputCounts, type ThroughputResult } from './throughput'

const FLOOR_FILE = join(dirname(BUNDLE_FILE), 'bench', 'floor.cjs')

/** What the contenders are called. */
export const PRODUCT = 'product'
export const FLOOR = 'floor'
export const OTHER = 'other'

/** How much is measured. */
export type BenchOptions = {
  /** A second bundle to measure beside the product's. */
  vs?: string | undefined
  starts: number
  flows: FlowCounts
  throughput: ThroughputCounts & { inFlight: number[] }
  /** Sizes beyond this are not measured. */
  largest: number
  /** After so many seconds nothing more is begun; shared out among the parts. */
  seconds: number
  /** Takes each line of progress. */
  say: (line: string) => void
}

/** All that was measured. */
export type Results = {
  at: string
  machine: { node: string; cpu: string; cores: number; os: string }
  latencyMs: number
  seconds: number
  start: StartResult[]
  flows: FlowResult[]
  throughput: ThroughputResult[]
  growth: Growth[]
  bundle: { bytes: number; packages: PackageSize[] }
}

/** What share of the time each part may take; what a part leaves over, the later ones have. */
const START_SHARE = 0.08
const FLOWS_SHARE = 0.33
const THROUGHPUT_SHARE = 0.58
/** The sweep comes last, for it can use all the time there is. */
const BEFORE_SWEEP_SHARE = 0.8

/** Builds the product and the floor, and measures them. */
export const runBench = async (options: BenchOptions): Promise<Results> => {
  const { vs, starts, seconds, say } = options
  const began = performance.now()
  const budgetUpTo = (share: number): Budget => new Budget(share * seconds * 1_000 - (performance.now() - began))
  say('Building the product and the floor')
  await mkdir(dirname(FLOOR_FILE), { recursive: true })
  await Promise.all([buildIntegration(), buildFloor(FLOOR_FILE)])
  const bundles = [
    { name: PRODUCT, bundle: BUNDLE_FILE },
    { name: FLOOR, bundle: FLOOR_FILE },
    ...(vs === undefined ? [] : [{ name: OTHER, bundle: vs }]),
  ]
  const bundle = await measureBundle()
  say('Start to first answer')
  const start = await measureStart(bundles, starts, budgetUpTo(START_SHARE))
  const contenders = await Promise.all(bundles.map(({ name, bundle: file }) => Contender.start(name, file)))
  try {
    const flows = await measureFlows(contenders, options, budgetUpTo)
    const throughput = await measureThroughputs(contenders, options, budgetUpTo)
    return {
      at: new Date().toISOString(),
      machine: {
        node: process.version,
        cpu: cpus()[0]?.model ?? 'unknown',
        cores: cpus().length,
        os: `${platform()} ${release()}`,
      },
      latencyMs: options.flows.latencyMs,
      start,
      flows,
      throughput,
      growth: await measureGrowths(options, budgetUpTo),
      bundle,
      seconds: Math.round((performance.now() - began) / 1_000),
    }
  } finally {
    await Promise.all(contenders.map((contender) => contender.close()))
  }
}

type BudgetUpTo = (share: number) => Budget

const measureFlows = async (
  contenders: Contender[],
  { flows, say }: BenchOptions,
  budgetUpTo: BudgetUpTo
): Promise<FlowResult[]> => {
  const results: FlowResult[] = []
  for (const [at, flow] of FLOWS.entries()) {
    say(`With ${flows.latencyMs} ms on both services: ${flow.name}`)
    const share = START_SHARE + ((FLOWS_SHARE - START_SHARE) * (at + 1)) / FLOWS.length
    results.push(...(await measureFlow(flow, contenders, flows, budgetUpTo(share))))
  }
  return results
}

const measureThroughputs = async (
  contenders: Contender[],
  { throughput, say }: BenchOptions,
  budgetUpTo: BudgetUpTo
): Promise<ThroughputResult[]> => {
  const pairs = KINDS.flatMap((kind) => throughput.inFlight.map((inFlight) => ({ kind, inFlight })))
  const results: ThroughputResult[] = []
  for (const [at, { kind, inFlight }] of pairs.entries()) {
    say(`With no latency: ${kind.name}, ${inFlight} in flight`)
    const share = FLOWS_SHARE + ((THROUGHPUT_SHARE - FLOWS_SHARE) * (at + 1)) / pairs.length
    results.push(...(await measureThroughput(kind, inFlight, contenders, throughput, budgetUpTo(share))))
  }
  return results
}

const measureGrowths = async ({ largest, say }: BenchOptions, budgetUpTo: BudgetUpTo): Promise<Growth[]> => {
  const results: Growth[] = []
  for (const [at, scale] of SCALES.entries()) {
    say(`Growth: ${scale.name}`)
    const contender = await Contender.start(PRODUCT, BUNDLE_FILE)
    try {
      const sizes = scale.sizes.filter((size) => size <= largest)
      const share =
        at + 1 === SCALES.length
          ? 1
          : THROUGHPUT_SHARE + ((BEFORE_SWEEP_SHARE - THROUGHPUT_SHARE) * (at + 1)) / (SCALES.length - 1)
      results.push(await measureGrowth({ ...scale, sizes }, contender, budgetUpTo(share)))
    } finally {
      await contender.close()
    }
  }
  return results
}
