import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { patience } from './patience'

const never = new AbortController().signal

/** Keeps this process from everything else. */
const keepBusy = (ms: number) => {
  const end = performance.now() + ms
  while (performance.now() < end) {
    // nothing
  }
}

it('ends after its time', async () => {
  const { signal, stop } = patience(60, never)
  await sleep(30)
  expect(signal.aborted).toBe(false)
  await expect.poll(() => signal.aborted).toBe(true)
  stop()
})

it('counts no time in which the process could not run', async () => {
  const { signal, stop } = patience(200, never)
  keepBusy(400)
  await sleep(30)
  expect(signal.aborted).toBe(false)
  stop()
})

it('ends at once when all ends, and never once it is stopped', async () => {
  const closing = new AbortController()
  const [one, other] = [patience(60_000, closing.signal), patience(20, closing.signal)]
  other.stop()
  await sleep(60)
  closing.abort()
  expect([one.signal.aborted, other.signal.aborted]).toEqual([true, false])
  one.stop()
})
