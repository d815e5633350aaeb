import type { HttpBindings } from '@hono/node-server'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Fault } from '../../shared/faults'
import { silence } from '../../shared/silence'
import { errorBody, errorTypeOf } from './errors'

/** What a request came to; status 0 when nothing is to be answered. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string>; silence?: 'reset' | 'hang' }

const faultAnswer = (fault: Exclude<Fault, { kind: 'delay' }>): Answer => {
  if (fault.kind !== 'status') {
    return { status: 0, body: undefined, silence: fault.kind }
  }
  const { status, headers } = fault
  return { status, body: fault.body ?? errorBody(errorTypeOf(status), `fault: ${status}`, status), headers }
}

/** Carries out a request as its fault, if any, lets it. */
export const answerWithFault = async (fault: Fault | undefined, work: () => Answer): Promise<Answer> => {
  if (!fault) {
    return work()
  }
  if (fault.kind === 'delay') {
    await sleep(fault.ms, undefined, { ref: false })
    return work()
  }
  if (fault.afterWork) {
    work()
  }
  return faultAnswer(fault)
}

/** Sends the answer, or cuts the connection, or keeps silent for good. */
export const send = async (answer: Answer, env: HttpBindings): Promise<Response> => {
  if (answer.silence) {
    return silence(answer.silence, env)
  }
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
  return new Response(text, {
    status: answer.status,
    headers: { 'content-type': 'application/json', ...answer.headers },
  })
}
