import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Budget } from './budget'
import { quantile } from './stats'

/** From the start of a process to its first answer, in ms. */
export type StartResult = { contender: string; runs: number; medianMs: number; p95Ms: number }

/** What Botpress sends with every call. */
const HEADERS = {
  'x-bot-id': 'bench',
  'x-bot-user-id': 'bench',
  'x-integration-id': 'bench',
  'x-integration-alias': 'bench',
  'x-webhook-id': 'bench',
  'x-bp-operation': 'ping',
  'x-bp-configuration': Buffer.from('{}').toString('base64'),
}

const portIn = (message: unknown): number => {
  if (typeof message === 'object' && message !== null && 'port' in message) {
    return Number(message.port)
  }
  throw new Error('The bundle did not start')
}

const startOnce = async (bundle: string): Promise<number> => {
  const started = performance.now()
  const child = fork(join(__dirname, 'start.cjs'), [bundle], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  try {
    const [message]: unknown[] = await Promise.race([once(child, 'message'), once(child, 'exit')])
    const answer = await fetch(`http://127.0.0.1:${portIn(message)}`, { method: 'POST', headers: HEADERS, body: '{}' })
    await answer.arrayBuffer()
    if (!answer.ok) {
      throw new Error(`The bundle answered its first call with ${answer.status}`)
    }
    return performance.now() - started
  } finally {
    child.kill('SIGKILL')
  }
}

/** Starts each bundle so many times, in turns. */
export const measureStart = async (
  bundles: { name: string; bundle: string }[],
  runs: number,
  budget: Budget
): Promise<StartResult[]> => {
  const measured = bundles.map((each) => ({ ...each, samples: new Array<number>() }))
  for (let run = 0; run < runs && (run === 0 || !budget.isSpent); run += 1) {
    for (const { bundle, samples } of measured) {
      samples.push(await startOnce(bundle))
    }
  }
  return measured.map(({ name, samples }) => ({
    contender: name,
    runs: samples.length,
    medianMs: quantile(samples, 0.5),
    p95Ms: quantile(samples, 0.95),
  }))
}
