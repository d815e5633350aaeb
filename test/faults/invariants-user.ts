import type { WebhookEvent } from '../../sandbox/brevo'
import { isOverNotice, tellsOfLoss } from '../support/product'
import type { AgentLine, SessionStory } from './session-story'
import type { Story } from './story'
import type { World } from './world'

const idsIn = (event: WebhookEvent): string[] =>
  'messages' in event ? event.messages.map(({ id }) => id) : [event.message.id]

/** All that the user has read of agents, each as one text. */
const heardIn = ({ chat }: Story): string[] =>
  chat
    .lines()
    .filter(({ from }) => from === 'agent')
    .map(({ payload }) => JSON.stringify(payload))

const timesHeard = (heard: string[], marker: string): number => heard.filter((text) => text.includes(marker)).length

/** Whether the integration wrote to the agents, after a line of theirs, that something has not arrived. */
const toldAfter = (world: World, { visitorId }: SessionStory, { id }: AgentLine): boolean => {
  const messages = world.brevo.messages(visitorId)
  const place = messages.findIndex((message) => message.id === id)
  return messages.slice(place + 1).some((message) => tellsOfLoss(message) || isOverNotice(message))
}

/**
 * What agents wrote into a session that the user never read, and of which the agent was not told. A user who has left
 * reads no more; then an agent who writes has to be told once.
 */
export const unheardLines = (world: World, story: Story, session: SessionStory): string[] => {
  const heard = heardIn(story)
  const lost = (line: AgentLine) =>
    !toldAfter(world, session, line) &&
    !diedUnheard(world, line) &&
    line.markers.some((marker) => timesHeard(heard, marker) === 0)
  const open = session.leftByUser ? [] : session.agentLines.filter(lost)
  const wasTold = world.brevo.messages(session.visitorId).some((message) => isOverNotice(message))
  const late = session.lateLines.filter(
    (line) =>
      lost(line) &&
      !wasTold &&
      !line.whileLeaving &&
      // Where the end could not be noted, the farewell in Brevo is the agents' sign of it.
      !(session.leftByUser && (world.botpressOutage || story.chat.hung)) &&
      !crossedTheEnd(world, session, line)
  )
  return [...open, ...late].map(({ markers }) => markers[0] ?? '')
}

/**
 * Whether every process that was given a line has died before it could answer, and Brevo has discarded the event: what
 * came only once, and was on record nowhere, is lost with them.
 */
const diedUnheard = (world: World, { id }: AgentLine): boolean => {
  const attempts = world
    .deliveries()
    .filter(({ event }) => idsIn(event).includes(id))
    .flatMap((delivery) => delivery.attempts)
  return world.deaths > 1 && attempts.length > 0 && attempts.every(({ status }) => status === 0 || status === 502)
}

/**
 * Whether a line was being delivered while a transcript was, or within the moment by which reads lag behind it, so that
 * neither could know of the other.
 */
const crossedTheEnd = (world: World, { visitorId }: SessionStory, { id }: AgentLine): boolean => {
  const deliveries = world.deliveries().filter(({ event }) => event.visitor.id === visitorId)
  const attemptsOf = (name: WebhookEvent['eventName'], messageId?: string) =>
    deliveries
      .filter(({ event }) => event.eventName === name && (!messageId || idsIn(event).includes(messageId)))
      .flatMap(({ attempts }) => attempts)
  const ends = attemptsOf('conversationTranscript')
  const lagMs = world.botpress.world.readLagMs
  return attemptsOf('conversationFragment', id).some(({ at, durationMs }) =>
    ends.some((end) => at < end.at + end.durationMs + lagMs && end.at < at + durationMs)
  )
}

/** Every message exactly once; not at all only when the user had left, or the agent was told so. */
const brokenWords = (world: World, story: Story, session: SessionStory): string[] => {
  const heard = heardIn(story)
  const unheard = unheardLines(world, story, session).map((marker) => `${marker} was heard by nobody, and nobody told`)
  const doubled = [...session.agentLines, ...session.lateLines]
    .flatMap(({ markers }) => markers)
    .filter((marker) => timesHeard(heard, marker) > 1)
    .map((marker) => `${marker} reached the user twice`)
  const overheard = session.lateLines
    .filter(({ markers, afterEnd }) => afterEnd && timesHeard(heard, markers[0] ?? '') > 0)
    .map(({ markers }) => `${markers[0]} reached the user after the end`)
  return [...unheard, ...doubled, ...overheard, ...brokenOrder(world, story, heard, session)]
}

/**
 * An agent's message comes after an earlier one that was delivered before it was written, or without which it was
 * never delivered.
 */
const brokenOrder = (world: World, story: Story, heard: string[], { agentLines }: SessionStory): string[] => {
  const deliveries = world.deliveries().filter(({ attempts }) => attempts.length > 0)
  const place = (marker: string | undefined) => heard.findIndex((text) => marker && text.includes(marker))
  return agentLines.flatMap((later, index) =>
    agentLines.slice(0, index).flatMap((earlier) => {
      const [one, other] = [place(earlier.markers[0]), place(later.markers[0])]
      const before = deliveries.some(
        ({ event, attempts }) =>
          idsIn(event).includes(earlier.id) &&
          attempts.some(({ at, durationMs, status }) => status === 200 && at + durationMs < later.writtenAt)
      )
      const together = deliveries
        .filter(({ event }) => idsIn(event).includes(later.id))
        .every(({ event }) => idsIn(event).includes(earlier.id))
      // A plugin that handles each message on its own may swap all but the first, which the others wait for.
      const mayCross = world.botpress.world.parallelPlugin && story.firstLine() !== earlier.id
      const swapped = one >= 0 && other >= 0 && other < one && !mayCross && (before || together)
      return swapped ? [`${later.markers[0]} reached the user before ${earlier.markers[0]}`] : []
    })
  )
}

/** Two answers of one moment are brought at once, and a plugin that handles each on its own sees both as the first. */
const MEETING_MS = 1_000

const mayMeet = ({ name }: World, { sessions }: Story): boolean =>
  name === 'parallel' &&
  sessions.some(({ agentLines, lateLines }) => {
    const [one, other] = [...agentLines, ...lateLines]
    return one && other && other.writtenAt - one.writtenAt < MEETING_MS
  })

/** What agents wrote at the moment of the check mark. */
const linesAcrossTheEnd = (world: World, { sessions }: Story): string[] =>
  sessions.flatMap((session) =>
    session.lateLines.filter((line) => crossedTheEnd(world, session, line)).flatMap(({ markers }) => markers)
  )

/** What the chat itself shows: nobody speaks after "closed", and "joined" comes once for each agent in turn. */
const brokenChat = (world: World, story: Story): string[] => {
  const lines = story.chat.lines().slice(story.forgotten)
  // A user may ask for an agent again before the bot has said that the session before is over.
  let open = story.forgotten > 0 ? 1 : 0
  // A plugin that handles each thing on its own shows behind the end what it had begun to handle before.
  const isParallel = world.botpress.world.parallelPlugin
  const crossing = isParallel ? linesAcrossTheEnd(world, story) : []
  const mayTrail = (payload: object) => crossing.some((marker) => JSON.stringify(payload).includes(marker))
  let ending: string | undefined
  let speaker: string | undefined
  let turns = 0
  const broken: string[] = []
  for (const { from, kind, payload, name = '' } of lines) {
    if (kind === 'closed' || kind === 'ended') {
      open = Math.max(0, open - 1)
      ending = kind
    }
    if (from === 'agent' && open === 0 && !(ending === 'ended' ? isParallel : mayTrail(payload))) {
      broken.push('an agent spoke after the end')
    }
    if (kind === 'escalated') {
      open += 1
      speaker = undefined
    }
    if (from === 'agent' && name !== speaker) {
      speaker = name
      turns += 1
    }
  }
  const joined = lines.filter(({ kind }) => kind === 'joined').length
  const mayRepeat = world.botpressDoubtful || world.botpressOutage || world.deaths > 0 || mayMeet(world, story)
  if (joined > turns && !mayRepeat) {
    broken.push(`the user read ${joined} times that an agent has joined, of ${turns}`)
  }
  return broken
}

/** What does not hold for the user. */
export const brokenForUser = (world: World, story: Story): string[] => [
  ...story.sessions.flatMap((session) => brokenWords(world, story, session)),
  ...brokenChat(world, story),
]
