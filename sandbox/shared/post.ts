import axios from 'axios'
import { Agent } from 'node:http'
import { patience } from './patience'

/** What was answered; the status is 0 when nobody did, or not in time. */
export type Answer = { status: number; headers: Record<string, string>; body: string }

type Options = {
  headers?: Record<string, string>
  /** How long it may take, of the real time. */
  timeoutMs: number
  /** Breaks it off at once. */
  closing: AbortSignal
}

const NO_ANSWER: Answer = { status: 0, headers: {}, body: '' }

// Idle connections go long before a server would cut them (the SDK's after 5 s), so that no call finds one half-closed.
const httpAgent = new Agent({ keepAlive: true, timeout: 1_000 })

/** Sends JSON by POST, to nobody without a URL. Never throws. */
export const post = async (url: string | undefined, body: unknown, options: Options): Promise<Answer> => {
  const { headers, timeoutMs, closing } = options
  if (url === undefined || closing.aborted) {
    return NO_ANSWER
  }
  const { signal, stop } = patience(timeoutMs, closing)
  try {
    const answer = await axios.post<string>(url, body, {
      headers: { 'content-type': 'application/json', ...headers },
      signal,
      httpAgent,
      proxy: false,
      maxRedirects: 0,
      maxContentLength: 1_000_000,
      responseType: 'text',
      validateStatus: () => true,
    })
    const given = Object.entries(answer.headers).map(([name, value]) => [name, String(value)])
    return { status: answer.status, headers: Object.fromEntries(given), body: answer.data }
  } catch {
    return NO_ANSWER
  } finally {
    stop()
  }
}
