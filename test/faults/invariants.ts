import { CLEAR_FAILURE, isOverNotice, isOpening, isOurs, isRefused, tellsOfRefusal } from '../support/product'
import { brokenForUser, unheardLines } from './invariants-user'
import type { SessionStory } from './session-story'
import type { Story } from './story'
import { leaksIn } from './words'
import type { World } from './world'

const DIED = /The integration did not answer/

const timesIn = (text: string, part: string): number => text.split(part).length - 1

/** What the integration wrote in a session to the agents, the opening left out. */
const writtenTo = (world: World, { visitorId }: SessionStory): string =>
  world.brevo
    .messages(visitorId)
    .filter((message) => isOurs(message) && !isOpening(message))
    .map(({ text }) => text)
    .join('\n')

/** Whether Botpress did not take, at once, the note that the end of a session was announced. */
const isUnnoted = ({ sandbox }: World, conversationId: string): boolean =>
  sandbox.wire
    .calls({ from: 'integration' })
    .filter(({ operation, status }) => operation === 'setState' && status !== 200)
    .map(({ request }) => JSON.stringify(request))
    .some((note) => note.includes(conversationId) && note.includes('stopAnnounced'))

const noticesTo = (world: World, { visitorId }: SessionStory): number =>
  world.brevo.messages(visitorId).filter(isOverNotice).length

/** Lines of the user that have not reached Brevo, and are not set aside as refused with the agents being told. */
const missingLines = (world: World, session: SessionStory): string[] => {
  const written = writtenTo(world, session)
  const refused = world.botpress.messages(session.conversationId).filter(isRefused)
  const setAside = world.brevo.messages(session.visitorId).some(tellsOfRefusal) ? JSON.stringify(refused) : ''
  return session.userLines
    .flatMap(({ markers }) => markers)
    .filter((marker) => !written.includes(marker) && !setAside.includes(marker))
}

/** Whether a line of the user has not reached Brevo yet. */
export const anyMissing = (world: World, sessions: SessionStory[]): boolean =>
  sessions.some((session) => missingLines(world, session).length > 0)

/** Whether an agent has said something that the user has not heard, and was not told so. */
export const anyUnheard = (world: World, story: Story): boolean =>
  story.sessions.some((session) => unheardLines(world, story, session).length > 0)

/**
 * Where a message comes with an old view of its conversation, it can't know that another one waits: one call to Botpress
 * for each message leaves no room to ask.
 */
const MAY_SWAP = new Set<World['name']>(['lag', 'late', 'stale', 'twice'])

/** Every line at least once and in order; once only, where nobody could be in doubt whether Brevo had it. */
const brokenForAgents = (world: World, session: SessionStory): string[] => {
  const written = writtenTo(world, session)
  const places = session.userLines.map(({ marker }) => ({ marker, at: written.indexOf(marker) }))
  const lost = missingLines(world, session).map((marker) => `${marker} never reached Brevo`)
  // A line whose invocation died or could not even keep it is found again later than the next one.
  const ordered = places.filter(({ marker, at }) => at >= 0 && world.statuses.get(marker) === 200)
  const swapped = (MAY_SWAP.has(world.name) ? [] : ordered)
    .filter(({ at }, index) => index > 0 && at < (ordered[index - 1]?.at ?? 0))
    .map(({ marker }) => `${marker} reached Brevo before the line that was said before it`)
  const doubled = world.brevoDoubtful ? [] : places.filter(({ marker }) => timesIn(written, marker) > 1)
  return [...lost, ...swapped, ...doubled.map(({ marker }) => `${marker} reached Brevo twice`)]
}

/** A plugin that handles each thing on its own may say both when the user leaves at the moment of an agent's check mark. */
const maySayTwice = ({ botpress }: World, sessions: SessionStory[]): number =>
  botpress.world.parallelPlugin ? sessions.filter((each) => each.finishedByAgent && each.leftByUser).length : 0

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
  const surplus = closed + ended - finished - left
  if (!chat.hung && (surplus < 0 || surplus > maySayTwice(world, sessions))) {
    broken.push(`the user heard ${closed + ended} times of the end of ${finished + left} sessions`)
  }
  if (chat.hung && world.deaths < 2) {
    broken.push('stopHitl failed: the flow hangs')
  }
  const emitted = (id: string) =>
    world.botpress.events().filter(({ type, payload }) => type.endsWith('hitlStopped') && payload.conversationId === id)
  const stopped = sessions.filter(
    ({ conversationId }) => emitted(conversationId).length > 1 && !isUnnoted(world, conversationId)
  )
  // It may be repeated where it could not be noted that it was emitted: the plugin ignores a second one.
  const mayRepeat = world.botpressDoubtful || world.botpressOutage || world.name === 'slow'
  if (!mayRepeat && stopped.length > 0) {
    broken.push('hitlStopped was emitted twice')
  }
  const isSure = !world.brevoDoubtful && !mayRepeat
  if (isSure && sessions.some((each) => noticesTo(world, each) > each.authors.size)) {
    broken.push('an agent was told twice that the session is over')
  }
  return broken
}

/** A start that failed leaves the bot with the user and a clear text. */
const brokenStart = (world: World, { chat }: Story): string[] =>
  chat.failures
    .filter((text) => !CLEAR_FAILURE.test(text))
    .filter((text) => world.deaths === 0 || !DIED.test(text))
    .map((text) => `the start failed with an unclear text: ${text}`)

/** Brevo gives an answer up after some seconds: whatever hangs, a process that lives answers in time. */
const lateAnswers = (world: World): string[] =>
  world.deaths > 0
    ? []
    : world
        .deliveries()
        .filter(({ attempts }) => attempts.some(({ status }) => status === 0))
        .map(({ event }) => `${event.eventName} got no answer in time`)

/**
 * What does not hold after all is over.
 * @returns a sentence for each breach; none when all is well
 */
export const breaches = (world: World, stories: Story[]): string[] => [
  ...stories.flatMap((story) => [
    ...story.sessions.flatMap((session) => brokenForAgents(world, session)),
    ...brokenForUser(world, story),
    ...brokenEnd(world, story),
    ...brokenStart(world, story),
  ]),
  ...lateAnswers(world),
  ...world.callsForStrangers.map((call) => `a call for a stranger: ${call}`),
  ...leaksIn(world.newOutput()).map((what) => `a log holds ${what}`),
  ...world.botpress.violations.splice(0).map((violation) => `Botpress was misused: ${violation}`),
]
