import * as z from 'zod'
import { invalid, missing, Refusal } from './refusal'

const id = z.string().min(1)
const visitorId = z.string().regex(/^[A-Za-z0-9_-]{1,32}$/)
const text = z.string().regex(/\S/)

/** How a request says who the agent is: `agentId`, or all of the other three. */
const agentFields = {
  agentId: id.optional(),
  agentEmail: z.email().optional(),
  agentName: id.optional(),
  receivedFrom: id.optional(),
}

/** The bodies that Brevo takes; a field it does not know is refused. */
export const bodies = {
  newMessage: z.strictObject({ visitorId, text, ...agentFields }),
  ping: z.strictObject(agentFields),
  visitorGroup: z.strictObject({ visitorId, groupId: id.nullable() }),
}

/** The agent fields of a body. */
export type AgentFields = z.infer<typeof bodies.ping>

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    throw new Refusal(400, 'bad_request', 'Input must be a valid JSON object')
  }
}

/**
 * Reads the body of a request.
 * @throws {Refusal} for what Brevo does not take
 */
export const readBody = <T>(schema: z.ZodType<T>, body: string): T => {
  const read = schema.safeParse(parseJson(body), { reportInput: true })
  if (read.success) {
    return read.data
  }
  const [issue] = read.error.issues
  const field = issue?.path.join('.') || 'body'
  if (issue?.code === 'invalid_type' && issue.input === undefined) {
    throw missing(field)
  }
  throw invalid(`${field} is invalid: ${issue?.message ?? 'unknown'}`)
}
