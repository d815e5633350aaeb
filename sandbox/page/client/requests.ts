import type { Action } from '../action'
import type { ActionAnswer, CallBodies, UploadAnswer } from '../model'

const NO_ANSWER: ActionAnswer = { ok: false, message: 'The sandbox does not answer. Is npm start still running?' }

const messageOf = async (response: Response): Promise<string> => {
  const answer: ActionAnswer = await response.json()
  return answer.ok ? '' : answer.message
}

/** Does something on the server. Never throws. */
export const perform = async (action: Action): Promise<ActionAnswer> => {
  try {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch('/api/actions', { method: 'POST', headers, body: JSON.stringify(action) })
    const answer: ActionAnswer = await response.json()
    return answer
  } catch {
    return NO_ANSWER
  }
}

/**
 * Stores a file, to be sent later.
 * @throws {Error} with a sentence for the user
 */
export const upload = async (file: File): Promise<UploadAnswer> => {
  const response = await fetch(`/api/files?name=${encodeURIComponent(file.name)}`, {
    method: 'POST',
    headers: { 'content-type': file.type || 'application/octet-stream' },
    body: file,
  }).catch(() => {
    throw new Error(NO_ANSWER.ok ? '' : NO_ANSWER.message)
  })
  if (!response.ok) {
    throw new Error(await messageOf(response))
  }
  const answer: UploadAnswer = await response.json()
  return answer
}

/**
 * The bodies of a call.
 * @throws {Error} when they are no longer kept
 */
export const bodiesOf = async (callId: number): Promise<CallBodies> => {
  const response = await fetch(`/api/calls/${callId}`)
  if (!response.ok) {
    throw new Error(await messageOf(response))
  }
  const bodies: CallBodies = await response.json()
  return bodies
}

/** Where Brevo has to send its webhooks, the secret in it. */
export const webhookAddress = async (): Promise<string> => {
  const response = await fetch('/api/webhook-address')
  const answer: { address: string } = await response.json()
  return answer.address
}

/** The API key of the embedded Brevo. */
export const brevoKey = async (): Promise<string> => {
  const response = await fetch('/api/brevo-key')
  const answer: { key: string } = await response.json()
  return answer.key
}
