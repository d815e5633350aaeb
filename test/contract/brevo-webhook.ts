import { openingMark } from '../../src/brevo/mark'
import type { BrevoWorld } from './brevo-world'
import { newVisitorId, RECEIVED_FROM } from './brevo-world'
import { messagesOf, type Arrival, type EventLog } from './event-log'
import { NotTried, type Seen, type Statement } from './statement'

const has = (id: unknown) => (arrival: Arrival) => messagesOf(arrival).some((message) => message.id === id)
const isFragment = ({ eventName }: Arrival): boolean => eventName === 'conversationFragment'
const isStart = ({ eventName }: Arrival): boolean => eventName === 'conversationStarted'

const findIn = async (world: BrevoWorld, log: EventLog, fits: (arrival: Arrival) => boolean) =>
  log.find((await world.opening()).visitorId, fits, world.settings.patienceMs)

/** What the product takes for granted about Brevo's webhook. Nothing but one's own events is looked at. */
export const brevoWebhook: Statement<BrevoWorld>[] = [
  {
    says: 'A conversation that the API opens is announced with conversationStarted, with receivedFrom on its message',
    leansOn: ['started', 'parseEvent'],
    try: async (world) => {
      const started = await findIn(world, world.events(), isStart)
      const kept = started?.message?.receivedFrom === openingMark((await world.opening()).visitorId)
      return { holds: kept, saw: started ? `it came; receivedFrom ${kept ? 'kept' : 'lost'}` : 'it did not come' }
    },
  },
  {
    says: 'The opening message comes again in a conversationFragment',
    leansOn: ['checkSetup'],
    try: async (world) => {
      const { answer } = await world.opening()
      const again = await findIn(
        world,
        world.events(),
        (arrival) => isFragment(arrival) && has(answer.body['id'])(arrival)
      )
      return { holds: again !== undefined, saw: again ? 'it came' : 'it did not come' }
    },
  },
  {
    says: 'A message that the API writes comes back in a conversationFragment, under its id and with its receivedFrom',
    leansOn: ['fragment', 'parseEvent'],
    try: async (world) => {
      const log = world.events()
      const { body } = await world.write((await world.opening()).visitorId, 'Contract of Brevo HITL: please ignore.')
      const echo = await findIn(world, log, (arrival) => isFragment(arrival) && has(body['id'])(arrival))
      const message = echo && messagesOf(echo).find(({ id }) => id === body['id'])
      const kept = message?.receivedFrom === RECEIVED_FROM
      return { holds: kept, saw: echo ? `it came; receivedFrom ${kept ? 'kept' : 'lost'}` : 'it did not come' }
    },
  },
  {
    says: 'An event answered with 429 is delivered again',
    leansOn: ['webhook'],
    try: (world) => redelivered(world, 429, true),
  },
  {
    says: 'An event answered with 400 is not delivered again',
    leansOn: ['webhook'],
    try: (world) => redelivered(world, 400, false),
  },
  {
    says: 'An event answered with 503 is not delivered again',
    leansOn: [],
    try: (world) => redelivered(world, 503, false),
  },
]

/** Answers the events of a new conversation with a status, once each, and waits whether they come again. */
const redelivered = async (world: BrevoWorld, status: number, expected: boolean): Promise<Seen> => {
  const log = world.events()
  const { patienceMs, redeliveryMs } = world.settings
  if (redeliveryMs === 0) {
    throw new NotTried('takes ten minutes or more; CONTRACT_WAIT_MINUTES=15 allows it')
  }
  const visitorId = newVisitorId()
  log.statuses.set(visitorId, [status, status])
  const { body } = await world.write(visitorId, 'Contract of Brevo HITL: please ignore.')
  const first = await log.find(visitorId, has(body['id']), patienceMs)
  if (!first) {
    return { holds: false, saw: 'no event came' }
  }
  const isAgain = (arrival: Arrival) =>
    arrival.eventName === first.eventName && arrival !== first && arrival.status === 200
  const again = await log.find(visitorId, isAgain, redeliveryMs)
  const minutes = again ? Math.floor((again.at - first.at) / 60_000) : 0
  const when = minutes === 0 ? 'within a minute' : `after ${minutes} min`
  const saw = again ? `again ${when}` : 'not again while this waited'
  return { holds: (again !== undefined) === expected, saw }
}
