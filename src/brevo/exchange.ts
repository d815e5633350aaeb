// The SDK's client requires this form. Another one beside it would add 93 KB to the bundle.
import axios from 'axios/dist/node/axios.cjs'
import { brevoApiUrl } from './address'
import { BrevoError, errorOf, errorOfExchange } from './error'

/** One request to Brevo's REST API. */
export type BrevoRequest = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: Record<string, string | null>
}

const MAX_ANSWER_BYTES = 1_000_000

/**
 * Sends one request and waits for its answer; follows no redirect and uses no proxy, so that the key reaches
 * Brevo's host and no other.
 * @param timeoutMs for the whole exchange, connecting included
 * @returns the body of a 2xx answer
 * @throws {BrevoError} for everything else
 */
export const exchange = async (apiKey: string, request: BrevoRequest, timeoutMs: number): Promise<unknown> => {
  const answer = await send(apiKey, request, timeoutMs)
  if (answer.status >= 200 && answer.status < 300) {
    return answer.data
  }
  throw errorOf(answer.status, answer.data, answer.headers['x-sib-ratelimit-reset'])
}

const send = async (apiKey: string, { method, path, body }: BrevoRequest, timeoutMs: number) => {
  try {
    return await axios.request<unknown>({
      baseURL: brevoApiUrl(process.env.BREVO_API_URL),
      url: path,
      method,
      data: body,
      headers: { 'api-key': apiKey, accept: 'application/json' },
      signal: AbortSignal.timeout(timeoutMs),
      maxRedirects: 0,
      proxy: false,
      maxContentLength: MAX_ANSWER_BYTES,
      validateStatus: () => true,
    })
  } catch (thrown: unknown) {
    // The AxiosError holds the request's headers, the key among them: it must not leave this function.
    throw axios.isAxiosError(thrown) ? errorOfExchange(thrown.code) : new BrevoError('unclear')
  }
}
