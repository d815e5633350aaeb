import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { BUNDLE_FILE } from '../sandbox/integration/build'
import { runBench } from './bench'
import { QUICK, WHOLE } from './counts'
import { writeDocs } from './docs'
import { report, sections } from './report'

const HELP = `Measures the integration against a floor: a bare integration on the same SDK that makes only
the calls that nobody can do without.

  npm run bench                     everything, in less than five minutes
  npm run bench -- --quick          few runs and small sizes, in a minute; only shows that it works
  npm run bench -- --vs FILE        measures a second bundle as well
  npm run bench -- --seconds 600    takes as long as that where it has to, on a machine that is slow or busy
  npm run bench -- --docs           also puts the report into docs/bench.md (not with --quick or --vs)
  npm run bench -- --out FOLDER     where results.md and results.json go; dist/bench unless told otherwise

Progress goes to the terminal's error output, the report to its output. A target that is missed does not fail the run.
`

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      vs: { type: 'string' },
      seconds: { type: 'string' },
      docs: { type: 'boolean' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  if (values.docs && (values.quick || values.vs !== undefined)) {
    throw new Error('Only a whole run of this bundle alone goes into the docs: --docs without --quick and --vs.')
  }
  const began = performance.now()
  const say = (line: string): void => {
    console.error(`${String(Math.round((performance.now() - began) / 1_000)).padStart(4)} s  ${line}`)
  }
  const vs = values.vs === undefined ? undefined : resolve(values.vs)
  const counts = values.quick ? QUICK : WHOLE
  const seconds = Number(values.seconds ?? counts.seconds)
  if (!(seconds > 0)) {
    throw new Error('--seconds needs a number.')
  }
  const results = await runBench({ ...counts, seconds, vs, say })
  const folder = values.out ?? join(dirname(BUNDLE_FILE), 'bench')
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'results.md'), report(results))
  await writeFile(join(folder, 'results.json'), `${JSON.stringify(results, null, 2)}\n`)
  say(`Wrote ${join(folder, 'results.md')} and results.json`)
  if (values.docs) {
    await writeDocs(sections(results))
    say('Put it into docs/bench.md')
  }
  console.log(report(results))
}

const start = async (): Promise<void> => {
  try {
    await main()
  } catch (thrown: unknown) {
    console.error(thrown instanceof Error ? thrown.message : thrown)
    console.error('See: npm run bench -- --help')
    process.exitCode = 1
  }
}

void start()
