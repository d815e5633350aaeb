import type { Action, Upload } from '../action'
import type { ActionAnswer, CallBodies } from '../model'

export const sentenceOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** @throws {Error} with a sentence for the user, when the server refuses or is gone */
const ask = async <T>(path: string, init?: RequestInit): Promise<T> => {
  const response = await fetch(path, init).catch(() => {
    throw new Error('The sandbox does not answer. Is npm start still running?')
  })
  if (!response.ok) {
    const { message }: { message: string } = await response.json()
    throw new Error(message)
  }
  const answer: T = await response.json()
  return answer
}

/** Does something on the server. Never throws. */
export const perform = async (action: Action): Promise<ActionAnswer> => {
  try {
    const headers = { 'content-type': 'application/json' }
    return await ask<ActionAnswer>('/api/actions', { method: 'POST', headers, body: JSON.stringify(action) })
  } catch (thrown: unknown) {
    return { ok: false, message: sentenceOf(thrown) }
  }
}

/** Stores a file, to be sent later. @throws {Error} with a sentence for the user */
export const upload = (file: File): Promise<Upload> => {
  const headers = { 'content-type': file.type || 'application/octet-stream' }
  return ask(`/api/files?name=${encodeURIComponent(file.name)}`, { method: 'POST', headers, body: file })
}

/** The bodies of a call. @throws {Error} with a sentence for the user, when they are no longer kept */
export const bodiesOf = (callId: number): Promise<CallBodies> => ask(`/api/calls/${callId}`)
