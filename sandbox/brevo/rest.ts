import { Hono } from 'hono'
import type { HttpEnv } from '../shared/service'
import type { Agents } from './agents'
import { bodies, readBody, type AgentFields } from './bodies'
import type { Inbox } from './inbox'
import type { BrevoAgent } from './model'
import { invalid } from './refusal'
import type { BrevoWorld } from './world'

type Account = {
  inbox: Inbox
  agents: Agents
  /** The groups there are; undefined when any id will do. */
  groups: string[] | undefined
  world: BrevoWorld
}

const identify = ({ agents, world }: Account, fields: AgentFields): BrevoAgent => {
  if ('agentId' in fields) {
    return agents.get(fields.agentId)
  }
  if (!world.acceptsOwnNames) {
    throw invalid('agentEmail is invalid: no such agent')
  }
  return agents.findOrCreate(fields.agentEmail, fields.agentName)
}

/** The calls of Brevo Conversations and `GET /account`, for requests that have come through the gate. */
export const restOf = (account: Account): Hono<HttpEnv> => {
  const { inbox, groups } = account
  const rest = new Hono<HttpEnv>()

  rest.get('/account', (c) => c.json({ companyName: 'Fernhill Bikes' }))

  rest.post('/conversations/messages', async (c) => {
    const { visitorId, text, ...fields } = readBody(bodies.newMessage, await c.req.text())
    const line = { agent: identify(account, fields), text, receivedFrom: fields.receivedFrom }
    const message = inbox.addFromAgent(visitorId, line)
    return c.json({ ...message, visitorId })
  })

  rest.get('/conversations/messages/:id', (c) => {
    const { conversation, message } = inbox.getMessage(c.req.param('id'))
    return c.json({ ...message, visitorId: conversation.visitor.id })
  })

  rest.delete('/conversations/messages/:id', (c) => {
    inbox.deleteMessage(inbox.getMessage(c.req.param('id')))
    return c.body(null, 204)
  })

  rest.post('/conversations/agentOnlinePing', async (c) => {
    identify(account, readBody(bodies.ping, await c.req.text()))
    return c.body(null, 201)
  })

  rest.put('/conversations/visitorGroup', async (c) => {
    const { visitorId, groupId } = readBody(bodies.visitorGroup, await c.req.text())
    const conversation = inbox.get(visitorId)
    if (groupId !== null && groups && !groups.includes(groupId)) {
      throw invalid('groupId is invalid: no such group')
    }
    inbox.setGroup(conversation, groupId)
    return c.json({ groupId, visitorId })
  })

  return rest
}
