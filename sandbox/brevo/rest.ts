import { Hono } from 'hono'
import { ACCOUNT } from './account'
import type { Agents } from './agents'
import { bodies, readBody, type AgentFields } from './bodies'
import type { GateEnv } from './gate'
import type { Inbox } from './inbox'
import type { BrevoAgent, Conversation, Message } from './model'
import { invalid, missing, notFound } from './refusal'
import type { BrevoWorld } from './world'

type Account = {
  inbox: Inbox
  agents: Agents
  /** The groups there are; undefined when any id will do. */
  groups: string[] | undefined
  world: BrevoWorld
}

/** A message as REST tells it, which webhooks don't: with its visitor. */
const told = ({ visitor }: Conversation, message: Message) => ({ ...message, visitorId: visitor.id })

const knownAgent = (agents: Agents, id: string): BrevoAgent => {
  const agent = agents.find(id)
  if (!agent) {
    throw invalid('agentId is invalid: no such agent')
  }
  return agent
}

const identify = (
  { agents, world }: Account,
  { agentId, agentEmail, agentName, receivedFrom }: AgentFields
): BrevoAgent => {
  if (agentId !== undefined) {
    if (agentEmail !== undefined || agentName !== undefined) {
      throw invalid('agentId excludes agentEmail and agentName')
    }
    return knownAgent(agents, agentId)
  }
  if (agentEmail === undefined || agentName === undefined || receivedFrom === undefined) {
    throw missing('agentId, or one of agentEmail, agentName and receivedFrom,')
  }
  if (!world.acceptsOwnNames) {
    throw invalid('agentEmail is invalid: no such agent')
  }
  return agents.findOrCreate(agentEmail, agentName)
}

const requireGroup = (groups: string[] | undefined, groupId: string): void => {
  if (groups && !groups.includes(groupId)) {
    throw invalid('groupId is invalid: no such group')
  }
}

/** The calls of Brevo Conversations and `GET /account`, for requests that have come through the gate. */
export const restOf = (account: Account): Hono<GateEnv> => {
  const { inbox, agents, groups } = account
  const rest = new Hono<GateEnv>()

  rest.get('/account', (c) => c.json(ACCOUNT))

  rest.post('/conversations/messages', (c) => {
    const { visitorId, text, ...fields } = readBody(bodies.newMessage, c.get('body'))
    const line = { agent: identify(account, fields), text, receivedFrom: fields.receivedFrom }
    const message = inbox.addFromAgent(visitorId, line, { read: false })
    return c.json(told(inbox.get(visitorId), message))
  })

  rest.post('/conversations/pushedMessages', (c) => {
    const { visitorId, text, agentId, groupId } = readBody(bodies.newPushedMessage, c.get('body'))
    if (groupId !== undefined) {
      requireGroup(groups, groupId)
    }
    const agent = agentId === undefined ? agents.first() : knownAgent(agents, agentId)
    if (!agent) {
      throw missing('agentId')
    }
    const message = inbox.addFromAgent(visitorId, { agent, text, isPushed: true }, { read: true })
    const conversation = inbox.get(visitorId)
    if (groupId !== undefined) {
      inbox.setGroup(conversation, groupId)
    }
    return c.json(told(conversation, message))
  })

  for (const [kind, isPushed] of [
    ['messages', false],
    ['pushedMessages', true],
  ] as const) {
    const find = (id: string) => {
      const found = inbox.findMessage(id)
      if (!found || Boolean(found.message.isPushed) !== isPushed) {
        throw notFound('Message')
      }
      return found
    }
    const findAgents = (id: string) => {
      const found = find(id)
      if (found.message.type !== 'agent') {
        throw invalid("id is invalid: only agents' messages can be changed")
      }
      return found
    }

    rest.get(`/conversations/${kind}/:id`, (c) => {
      const { conversation, message } = find(c.req.param('id'))
      return c.json(told(conversation, message))
    })

    rest.put(`/conversations/${kind}/:id`, (c) => {
      const found = findAgents(c.req.param('id'))
      const { text } = readBody(bodies.edit, c.get('body'))
      return c.json(told(found.conversation, inbox.editMessage(found, text)))
    })

    rest.delete(`/conversations/${kind}/:id`, (c) => {
      inbox.deleteMessage(findAgents(c.req.param('id')))
      return c.body(null, 204)
    })
  }

  rest.post('/conversations/agentOnlinePing', (c) => {
    agents.ping(identify(account, readBody(bodies.ping, c.get('body'))).id)
    return c.body(null, 201)
  })

  rest.put('/conversations/visitorGroup', (c) => {
    const { visitorId, groupId } = readBody(bodies.visitorGroup, c.get('body'))
    const conversation = inbox.find(visitorId)
    if (!conversation) {
      throw notFound('Visitor')
    }
    if (groupId !== null) {
      requireGroup(groups, groupId)
    }
    inbox.setGroup(conversation, groupId)
    return c.json({ groupId, visitorId })
  })

  return rest
}
