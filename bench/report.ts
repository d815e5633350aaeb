import { FLOOR, OTHER, PRODUCT, type Results } from './bench'
import { groups, inFloors, verdictsOn } from './verdicts'

/** A report of its own, in Markdown. */
export const report = (results: Results): string => `# Bench\n\n${sections(results)}`

/** What a run has found, in sections of a Markdown page. */
export const sections = (results: Results): string =>
  [
    `Measured by \`npm run bench\` in ${results.seconds} s on ${results.at.slice(0, 10)}: Node ${results.machine.node}, ` +
      `${results.machine.cores} × ${results.machine.cpu}, ${results.machine.os}. The embedded services run on the same ` +
      'machine. The floor is `bench/floor.ts`, measured in the same run, in turns with the product.',
    '## Targets',
    targets(results),
    `## Flows, with ${results.latencyMs} ms on both services`,
    flowTable(results),
    '## Messages, with no latency',
    throughputTable(results),
    '## Start to first answer',
    startTable(results),
    '## Growth',
    growthTable(results),
    '## Bundle',
    bundleTable(results),
  ].join('\n\n') + '\n'

type Cell = string | number

const line = (cells: Cell[]): string => `| ${cells.join(' | ')} |`

const table = (head: string[], rows: Cell[][]): string =>
  [line(head), line(head.map((_, at) => (at === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n')

/** Three digits are all that such a measurement has. */
const digits = (value: number): string =>
  Number.isNaN(value) ? '–' : value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3)

/** Calls are counted, not measured. */
const count = (value: number): string => (Math.round(value * 10) / 10).toLocaleString('en')

const targets = (results: Results): string =>
  table(
    ['target', 'measured', 'at most', ''],
    verdictsOn(results).map(({ what, value, target, met }) => [
      what,
      digits(value),
      target,
      Number.isNaN(value) ? 'not measured' : met ? 'met' : '**missed**',
    ])
  )

/** The contenders beside the floor that are there. */
const compared = (results: Results): string[] =>
  results.start.map(({ contender }) => contender).filter((name) => name !== FLOOR)

const ratioHeads = (results: Results): string[] =>
  compared(results).map((name) => (name === OTHER ? 'other in floors' : 'in floors'))

const flowTable = (results: Results): string => {
  const names = [...new Set(results.flows.map(({ flow }) => flow))]
  const rows = names.map((name): Cell[] => {
    const of = results.flows.filter(({ flow }) => flow === name)
    const cells = of.map(({ medianMs, p95Ms, calls }) => [
      `${digits(medianMs)} / ${digits(p95Ms)}`,
      `${calls.brevo} + ${calls.botpress}`,
    ])
    return [
      name,
      Math.min(...of.map(({ runs }) => runs)),
      ...cells.flat(),
      ...compared(results).map((each) => digits(inFloors(of, ({ medianMs }) => medianMs, each))),
    ]
  })
  const heads = results.start.flatMap(({ contender }) => [
    `${contender}: median / p95 in ms`,
    'calls to Brevo + Botpress',
  ])
  return table(['flow', 'runs', ...heads, ...ratioHeads(results)], rows)
}

const throughputTable = (results: Results): string => {
  const rows = groups(results.throughput).map(({ name, results: of }): Cell[] => [
    name,
    ...of.flatMap(({ perSecond, cpuMs }) => [digits(perSecond), digits(cpuMs)]),
    ...compared(results).map((each) => digits(inFloors(of, ({ cpuMs }) => cpuMs, each))),
  ])
  const heads = results.start.flatMap(({ contender }) => [`${contender}: messages a second`, 'CPU a message in ms'])
  return table(['', ...heads, ...ratioHeads(results).map((head) => `CPU ${head}`)], rows)
}

const startTable = ({ start }: Results): string =>
  table(
    ['', 'median in ms', 'p95 in ms', 'in floors'],
    start.map(({ contender, medianMs, p95Ms }) => [
      contender,
      digits(medianMs),
      digits(p95Ms),
      digits(inFloors(start, (each) => each.medianMs, contender)),
    ])
  )

/** How the table of growth names a size. */
export const sizeOf = (size: number, unit: string): string => `${size.toLocaleString('en')} ${unit}`

const growthTable = ({ growth }: Results): string =>
  table(
    ['', 'size', 'CPU in ms', 'time in ms', 'calls'],
    growth.flatMap(({ scale, unit, points, leftOut }) => [
      ...points.map(({ size, cpuMs, ms, calls }) => [
        scale,
        sizeOf(size, unit),
        digits(cpuMs),
        digits(ms),
        count(calls),
      ]),
      ...leftOut.map(({ size, why }) => [scale, sizeOf(size, unit), 'left out', why, '–']),
    ])
  )

/** Packages of fewer bytes are counted together. */
const SMALL_PACKAGE = 2_000

const bundleTable = ({ bundle: { bytes, packages } }: Results): string => {
  const large = packages.filter((each) => each.bytes >= SMALL_PACKAGE)
  const small = packages.filter((each) => each.bytes < SMALL_PACKAGE)
  const rows = [
    { name: `**${PRODUCT}**`, bytes },
    ...large,
    { name: `${small.length} smaller ones`, bytes: small.reduce((sum, each) => sum + each.bytes, 0) },
  ]
  return table(
    ['', 'bytes'],
    rows.map((row) => [row.name, row.bytes.toLocaleString('en')])
  )
}
