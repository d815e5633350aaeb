import * as z from 'zod'
import { parsedJson } from '../shared/json'
import { invalid } from './refusal'

const id = z.string().min(1)
const visitorId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/)
const text = z.string().regex(/\S/)

/* How a request says who the agent is. */
const byId = z.strictObject({ agentId: id, receivedFrom: id.optional() })
const byAddress = z.strictObject({ agentEmail: z.email(), agentName: id, receivedFrom: id })

/** The bodies that Brevo takes; a field it does not know is refused. */
export const bodies = {
  newMessage: z.union([byId.extend({ visitorId, text }), byAddress.extend({ visitorId, text })]),
  ping: z.union([byId, byAddress]),
  visitorGroup: z.strictObject({ visitorId, groupId: id.nullable() }),
}

export type AgentFields = z.infer<typeof bodies.ping>

/** Reads the body of a request. @throws a refusal for what Brevo does not take */
export const readBody = <T>(schema: z.ZodType<T>, body: string): T => {
  const read = schema.safeParse(parsedJson(body))
  if (!read.success) {
    throw invalid(z.prettifyError(read.error))
  }
  return read.data
}
