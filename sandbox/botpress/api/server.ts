import { ForbiddenError, InternalError, isApiError, MethodNotFoundError, UnauthorizedError } from '@botpress/client'
import { Hono, type Context } from 'hono'
import { isRecord, parsedJson } from '../../shared/json'
import { answerOf, served, type Answer, type HttpEnv, type Service } from '../../shared/service'
import type { Backend } from './backend'
import { makeHandlers, type OperationName } from './handlers'
import { OfficialOperation } from './official'

type Call = { operation: string; request: object }

/** Reads a query as the client writes it: `a=1`, and objects as `tags.name=value`. */
const queryOf = (given: Record<string, string>): Record<string, unknown> => {
  const query: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(given)) {
    const [name = '', ...rest] = key.split('.')
    const known = query[name]
    query[name] = rest.length > 0 ? { ...(isRecord(known) ? known : {}), [rest.join('.')]: value } : value
  }
  return query
}

/** A call as the client's caller gave it, in one. A body that is no object counts as a field that nobody knows. */
const requestOf = async ({ req }: Context<HttpEnv>): Promise<object> => {
  const text = await req.text()
  const body = text === '' ? {} : parsedJson(text)
  return { ...req.param(), ...queryOf(req.query()), ...(isRecord(body) ? body : { body }) }
}

/** The runtime API: finds the operation, checks the request, carries it out, checks the answer, writes it all down. */
export const runtimeApi = (backend: Backend, service: Service): Hono<HttpEnv> => {
  const handlers = makeHandlers(backend)
  const isOperation = (name: string): name is OperationName => name in handlers

  const authorize = ({ req }: Context<HttpEnv>): void => {
    const { token, botId, integrationId } = backend.identity
    if (req.header('authorization') !== `Bearer ${token}`) {
      throw new UnauthorizedError('the token is missing or wrong')
    }
    for (const [name, value] of Object.entries({ 'x-bot-id': botId, 'x-integration-id': integrationId })) {
      if (req.header(name) !== value) {
        throw new ForbiddenError(`header ${name} is not this installation's`)
      }
    }
  }

  /** Answers one request, or does to it what a fault says; never throws. */
  const answer = (c: Context<HttpEnv>, call: Call, work: () => Answer): Promise<Response> =>
    served(c, service, { ...call, path: c.req.path }, async () => {
      try {
        authorize(c)
        return work()
      } catch (thrown: unknown) {
        const error = isApiError(thrown) ? thrown : new InternalError(String(thrown))
        // What a sound integration asks for may not be there; all else is noted.
        if (error.type !== 'ResourceNotFound') {
          backend.warn(`${call.operation}: ${error.message}`)
        }
        return answerOf(error.code, error.toJSON())
      }
    })

  const carryOut = <N extends OperationName>(operation: OfficialOperation<N>, request: object): Answer => {
    const output = handlers[operation.name](operation.parse(request))
    const fault = operation.faultOfAnswer(output)
    if (fault) {
      throw new InternalError(`the sandbox's own answer: ${fault}`)
    }
    return answerOf(operation.status, output)
  }

  const app = new Hono<HttpEnv>()
  for (const name of Object.keys(handlers).filter(isOperation)) {
    const operation = new OfficialOperation(name)
    app.on(operation.method, operation.path, async (c) => {
      const request = await requestOf(c)
      return answer(c, { operation: name, request }, () => carryOut(operation, request))
    })
  }
  app.all('/v1/*', async (c) => {
    const operation = `${c.req.method} ${c.req.path}`
    return answer(c, { operation, request: await requestOf(c) }, () => {
      throw new MethodNotFoundError(`${operation} is not among the sandbox's operations`)
    })
  })
  return app
}
