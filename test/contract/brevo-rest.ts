import { openingMark } from '../../src/brevo/mark'
import { type BrevoWorld, newVisitorId } from './brevo-world'
import { NotTried, type Statement } from './statement'

const UNKNOWN_AGENT = '000000000000000000000000_000000000000000000000000'
const CLOCKS_APART_MS = 300_000

const isRefused = (status: number): boolean => status === 400 || status === 404
const isTaken = (status: number): boolean => status >= 200 && status < 300

/** What the product takes for granted about Brevo's REST API. */
export const brevoRest: Statement<BrevoWorld>[] = [
  {
    says: 'The key may read the account, and each answer has the limit, what is left of it and when it resets',
    leansOn: ['checkBrevo', 'exchange', 'retry'],
    try: async (world) => {
      const { status, headers } = await world.call('GET', '/account')
      const told = ['limit', 'remaining', 'reset'].map((part) => headers.get(`x-sib-ratelimit-${part}`))
      const areNumbers = told.every((value) => value !== null && Number.isFinite(Number(value)))
      return { holds: status === 200 && areNumbers, saw: `${status}; limit, remaining, reset: ${told.join(', ')}` }
    },
  },
  {
    says: 'A wrong key is answered with 401',
    leansOn: ['error', 'checkBrevo'],
    try: async (world) => {
      const { status, body } = await world.call('GET', '/account', undefined, 'xkeysib-not-a-key')
      return { holds: status === 401, saw: `${status}, code ${codeOf(body)}` }
    },
  },
  {
    says: 'A visitor id that nobody knows opens a conversation',
    leansOn: ['startHitl', 'visitorId'],
    try: async (world) => {
      const { status, body } = (await world.opening()).answer
      return { holds: isTaken(status) && typeof body['id'] === 'string', saw: `${status}, fields: ${namesOf(body)}` }
    },
  },
  {
    says: "A new message is the agent's, with its time in ms and its receivedFrom as given",
    leansOn: ['client', 'mark', 'startHitl'],
    try: async (world) => {
      const { visitorId, answer } = await world.opening()
      const { type, createdAt, receivedFrom } = answer.body
      const isKept = receivedFrom === openingMark(visitorId)
      const apart = typeof createdAt === 'number' ? Math.abs(Date.now() - createdAt) : Infinity
      const holds = type === 'agent' && isKept && apart < CLOCKS_APART_MS
      const clocks = apart < CLOCKS_APART_MS ? `clocks ${Math.round(apart / 60_000)} min apart` : 'another time'
      return {
        holds,
        saw: `type ${String(type)}, receivedFrom ${isKept ? 'kept' : 'lost'}, ${clocks}`,
      }
    },
  },
  {
    says: 'A text with line breaks, markup and a link is stored as it is',
    leansOn: ['client', 'describe'],
    try: async (world) => {
      const { visitorId } = await world.opening()
      const text = 'one\n*two* <b>three</b>\nhttps://shop.example/?a=1&b=2'
      const { status, body } = await world.write(visitorId, text)
      const html = typeof body['html'] === 'string' ? body['html'] : ''
      const marks = ['<br', '<strong>', '<b>', '<a '].filter((mark) => html.includes(mark)).join(' ') || 'none'
      return { holds: isTaken(status) && body['text'] === text, saw: `${status}; marks in html: ${marks}` }
    },
  },
  ...[10_000, 100_000].map(
    (length): Statement<BrevoWorld> => ({
      says: `A text of ${length.toLocaleString('en')} characters is stored whole`,
      leansOn: length > 10_000 ? [] : ['client'],
      try: async (world) => {
        const { visitorId } = await world.opening()
        const { status, body } = await world.write(visitorId, 'x'.repeat(length))
        const stored = typeof body['text'] === 'string' ? body['text'].length : 0
        return { holds: isTaken(status) && stored === length, saw: `${status}, ${stored} characters` }
      },
    })
  ),
  {
    says: 'A visitor id of more than 32 characters is refused',
    leansOn: ['visitorId'],
    try: async (world) => {
      const { status, body } = await world.write(newVisitorId(33), 'Contract of Brevo HITL: please ignore.')
      return { holds: status === 400, saw: `${status}, code ${codeOf(body)}` }
    },
  },
  {
    says: 'An empty text is refused with 400',
    leansOn: ['describe', 'error'],
    try: async (world) => {
      const { status, body } = await world.write((await world.opening()).visitorId, '')
      return { holds: status === 400, saw: `${status}, code ${codeOf(body)}` }
    },
  },
  {
    says: 'A message in the name of an unknown agent is refused with 400 or 404',
    leansOn: ['error'],
    try: async (world) => {
      const { visitorId } = await world.opening()
      const { status, body } = await world.write(visitorId, 'Please ignore.', { agentId: UNKNOWN_AGENT })
      return { holds: isRefused(status), saw: `${status}, code ${codeOf(body)}` }
    },
  },
  {
    says: 'A ping of an unknown agent is refused with 400 or 404, one of the configured agent is accepted',
    leansOn: ['checkBrevo'],
    try: async (world) => {
      const ping = (agentId: string) => world.call('POST', '/conversations/agentOnlinePing', { agentId })
      const unknown = await ping(UNKNOWN_AGENT)
      const known = await ping(world.settings.agentId)
      const holds = isRefused(unknown.status) && isTaken(known.status)
      return { holds, saw: `unknown: ${unknown.status}, code ${codeOf(unknown.body)}; configured: ${known.status}` }
    },
  },
  {
    says: 'A visitor is taken out of every group with groupId null; an unknown visitor is a 404',
    leansOn: ['startHitl'],
    try: async (world) => {
      const { visitorId } = await world.opening()
      const route = (id: string) => world.call('PUT', '/conversations/visitorGroup', { visitorId: id, groupId: null })
      const known = await route(visitorId)
      const unknown = await route(newVisitorId())
      const holds = isTaken(known.status) && unknown.status === 404
      return { holds, saw: `known: ${known.status}; unknown: ${unknown.status}, code ${codeOf(unknown.body)}` }
    },
  },
  {
    says: 'A message can be deleted, and then is a 404',
    leansOn: ['checkSetup'],
    try: async (world) => {
      const { body } = await world.write((await world.opening()).visitorId, 'Contract of Brevo HITL: please ignore.')
      const path = `/conversations/messages/${String(body['id'])}`
      const deleted = await world.call('DELETE', path)
      const after = await world.call('GET', path)
      return { holds: deleted.status === 204 && after.status === 404, saw: `${deleted.status}, then ${after.status}` }
    },
  },
  {
    says: 'An address that no agent has makes a dummy agent, whose messages are like those of any other',
    leansOn: [],
    try: async (world) => {
      if (!world.settings.mayMakeAgents) {
        throw new NotTried('the API cannot remove the agent again; CONTRACT_DUMMY_AGENT=1 allows it')
      }
      const agentEmail = 'contract@brevo-hitl.example'
      const agent = { agentId: undefined, agentEmail, agentName: 'Contract of Brevo HITL' }
      const { status, body } = await world.write((await world.opening()).visitorId, 'Please ignore.', agent)
      const id = typeof body['agentId'] === 'string' ? body['agentId'] : ''
      const form = `id of ${id.length} characters ${/dummy/i.test(id) ? 'with' : 'without'} "Dummy" in it`
      return { holds: isTaken(status) && id !== '', saw: `${status}, ${form}` }
    },
  },
]

const namesOf = (body: Record<string, unknown>): string => Object.keys(body).sort().join(', ')

/** The code of an error, which is one of Brevo's own words. */
const codeOf = ({ code }: Record<string, unknown>): string =>
  typeof code === 'string' && /^[a-z0-9_.-]{1,60}$/i.test(code) ? code : 'none'
