import { wordingFor } from '../../src/wording/wording-for'
import { RECEIVED_FROM } from '../../src/brevo/client'
import { REFUSED_ID } from '../../src/outbox/send-singly'
import type { WebhookEvent } from '../../sandbox/brevo'
import type { SessionStory, Story } from './story'
import { leaksIn } from './words'
import type { World } from './world'

const OPENING = 'A user of the bot asks for an agent.'

/** What the bot's owner may read when a start failed: it names what did not work. */
const CLEAR_FAILURE = /could not be handed over to Brevo: .{20}|(Starting the session|Creating the user) failed: .{20}/s
const DIED = /The integration did not answer/

const timesIn = (text: string, part: string): number => text.split(part).length - 1

/** What the integration wrote in a session to the agents, the opening left out. */
const writtenTo = (world: World, { visitorId }: SessionStory): string =>
  world.brevo
    .messages(visitorId)
    .filter(({ receivedFrom, text }) => receivedFrom === RECEIVED_FROM && !text.startsWith(OPENING))
    .map(({ text }) => text)
    .join('\n')

const noticesTo = (world: World, visitorId: string): number =>
  world.brevo
    .messages(visitorId)
    .filter(({ text }) => text === wordingFor('English').userLeft || text === wordingFor('English').alreadyFinished)
    .length

/** Lines of the user that have not reached Brevo, and are not set aside as refused with the agents being told. */
const missingLines = (world: World, session: SessionStory): string[] => {
  const written = writtenTo(world, session)
  const refused = world.botpress.messages(session.conversationId).filter(({ tags }) => tags.id === REFUSED_ID)
  const setAside = written.includes('could not be shown here') ? JSON.stringify(refused) : ''
  return session.userLines
    .flatMap(({ markers }) => markers)
    .filter((marker) => !written.includes(marker) && !setAside.includes(marker))
}

/** Whether a line of the user has not reached Brevo yet. */
export const anyMissing = (world: World, sessions: SessionStory[]): boolean =>
  sessions.some((session) => missingLines(world, session).length > 0)

/** Every line at least once and in order; once only, where nobody could be in doubt whether Brevo had it. */
const brokenForAgents = (world: World, session: SessionStory): string[] => {
  const written = writtenTo(world, session)
  const places = session.userLines.map(({ marker }) => ({ marker, at: written.indexOf(marker) }))
  const lost = missingLines(world, session).map((marker) => `${marker} never reached Brevo`)
  // A line whose invocation died or could not even keep it is found again later than the next one.
  const ordered = places.filter(({ marker, at }) => at >= 0 && world.statuses.get(marker) === 200)
  const swapped = ordered
    .filter(({ at }, index) => index > 0 && at < (ordered[index - 1]?.at ?? 0))
    .map(({ marker }) => `${marker} reached Brevo before the line that was said before it`)
  const doubtful = world.brevoDoubtful || world.botpressDoubtful
  const doubled = doubtful ? [] : places.filter(({ marker }) => timesIn(written, marker) > 1)
  return [...lost, ...swapped, ...doubled.map(({ marker }) => `${marker} reached Brevo twice`)]
}

/** Every message exactly once; not at all only when the user had left, and then the agent was told so. */
const brokenForUser = (world: World, story: Story, session: SessionStory): string[] => {
  const heard = story.chat.lines().filter(({ from }) => from === 'agent')
  const shown = heard.map(({ payload }) => JSON.stringify(payload))
  const noticed = noticesTo(world, session.visitorId) > 0
  const drops = world.botpress.bot.drops.some(({ conversationId }) => conversationId === session.conversationId)
  const missed = session.leftByUser && (noticed || drops) ? 0 : 1
  const wrong = session.agentLines.flatMap(({ markers }) =>
    markers.flatMap((marker) => {
      const times = shown.filter((text) => text.includes(marker)).length
      return times <= 1 && times >= missed ? [] : [`${marker} reached the user ${times} times`]
    })
  )
  const overheard = session.lateLines
    .filter(({ markers, afterEnd }) => timesShown(shown, markers) > (afterEnd ? 0 : 1))
    .map(({ markers }) => `${markers[0]} reached the user after the end`)
  return [...wrong, ...overheard, ...brokenOrder(world, shown, session)]
}

const idsIn = (event: WebhookEvent): string[] =>
  'messages' in event ? event.messages.map(({ id }) => id) : [event.message.id]

const timesShown = (shown: string[], [marker = '']: string[]): number =>
  shown.filter((text) => text.includes(marker)).length

/**
 * An agent's message comes after an earlier one that was delivered before it was written, or without which it was
 * never delivered.
 */
const brokenOrder = (world: World, shown: string[], { agentLines }: SessionStory): string[] => {
  const deliveries = world.deliveries().filter(({ attempts }) => attempts.length > 0)
  const place = (marker: string | undefined) => shown.findIndex((text) => marker && text.includes(marker))
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
      const swapped = one >= 0 && other >= 0 && other < one && (before || together)
      return swapped ? [`${later.markers[0]} reached the user before ${earlier.markers[0]}`] : []
    })
  )
}

/** The user hears of the end once; agents who write afterwards get one notice. */
const brokenEnd = (world: World, story: Story): string[] => {
  const { chat, sessions } = story
  const said = (kind: string) => chat.lines().filter((line) => line.kind === kind).length
  const finished = sessions.filter((each) => each.finishedByAgent && !each.leftByUser).length
  const left = sessions.filter((each) => each.leftByUser).length
  const closed = said('closed')
  const ended = said('ended')
  const broken =
    closed < finished || closed > sessions.filter((each) => each.finishedByAgent).length
      ? [`the user heard ${closed} times that an agent has closed ${finished} sessions`]
      : []
  if (!chat.hung && closed + ended !== finished + left) {
    broken.push(`the user heard ${closed + ended} times of the end of ${finished + left} sessions`)
  }
  if (chat.hung && world.deaths < 2) {
    broken.push('stopHitl failed: the flow hangs')
  }
  const emitted = (id: string) =>
    world.botpress.events().filter(({ type, payload }) => type.endsWith('hitlStopped') && payload.conversationId === id)
  const stopped = sessions.filter(({ conversationId }) => emitted(conversationId).length > 1)
  if (!world.botpressDoubtful && stopped.length > 0) {
    broken.push('hitlStopped was emitted twice')
  }
  const noticed = sessions.filter(({ visitorId }) => noticesTo(world, visitorId) > 1)
  if (!world.brevoDoubtful && !world.botpressDoubtful && noticed.length > 0) {
    broken.push('an agent was told twice that the session is over')
  }
  const heard = chat.lines().map(({ payload }) => JSON.stringify(payload))
  const dropped = (id: string) => world.botpress.bot.drops.some(({ conversationId }) => conversationId === id)
  const untold = sessions.filter(
    (each) =>
      each.lateLines.some(({ markers, whileLeaving }) => !whileLeaving && timesShown(heard, markers) === 0) &&
      noticesTo(world, each.visitorId) === 0 &&
      // Where the end could not be noted, the farewell in Brevo is the agents' sign of it.
      !(each.leftByUser && world.botpressOutage) &&
      !(each.finishedByAgent && dropped(each.conversationId))
  )
  return [...broken, ...untold.map(() => 'an agent who wrote after the end was not told')]
}

/** A start that failed leaves the bot with the user and a clear text. */
const brokenStart = (world: World, { chat }: Story): string[] =>
  chat.failures
    .filter((text) => !CLEAR_FAILURE.test(text))
    .filter((text) => world.deaths === 0 || !DIED.test(text))
    .map((text) => `the start failed with an unclear text: ${text}`)

/**
 * What does not hold after all is over.
 * @returns a sentence for each breach; none when all is well
 */
export const breaches = (world: World, stories: Story[]): string[] => [
  ...stories.flatMap((story) => [
    ...story.sessions.flatMap((session) => [
      ...brokenForAgents(world, session),
      ...brokenForUser(world, story, session),
    ]),
    ...brokenEnd(world, story),
    ...brokenStart(world, story),
  ]),
  ...world.callsForStrangers.map((call) => `a call for a stranger: ${call}`),
  ...leaksIn(world.newOutput()).map((what) => `a log holds ${what}`),
  ...world.botpress.violations.splice(0).map((violation) => `Botpress was misused: ${violation}`),
]
