import type { WireCall } from '../../sandbox/shared/wire'
import { isFinishRecorded } from '../support/product'
import { arm, type Step } from './arm'
import { CHANCES, type Case, type Chance } from './cases'
import { anyMissing, anyUnheard, breaches } from './invariants'
import { beginningOf, type MatrixFlow } from './matrix-flows'
import type { Story } from './story'
import { AFTER_ALL_INVOCATIONS_MS, type World } from './world'

/**
 * Runs a flow without faults, twice, because what runs at the same time has no fixed order.
 * @returns the calls that the integration made each time, without those that fail anyway
 */
export const stepsOf = async (world: World, flow: MatrixFlow, triesLeft = 2): Promise<Step[]> => {
  const [first, second] = [await record(world, flow), await record(world, flow)]
  const steps = first.filter((step) => second.some((other) => isSame(step, other)))
  // On a busy machine, one of them may have had no time for anything.
  return steps.length > 0 || triesLeft === 0 ? steps : stepsOf(world, flow, triesLeft - 1)
}

const isSame = (one: Step, other: Step): boolean =>
  one.operation === other.operation && one.occurrence === other.occurrence

const record = async (world: World, flow: MatrixFlow): Promise<Step[]> => {
  await endOpenSession(world)
  const story = await begin(world, flow)
  const calls: WireCall[] = []
  const stop = world.sandbox.wire.watchers.add((call) => call.from === 'integration' && calls.push(call))
  await actIn(world, flow, story)
  await world.sandbox.settled()
  stop()
  story.agentFinishes()
  await world.heal()
  const counts = new Map<string, number>()
  return calls.flatMap(({ to, operation, status }): Step[] => {
    const occurrence = counts.get(operation) ?? 0
    counts.set(operation, occurrence + 1)
    const isRefused = to === 'brevo' && status >= 400
    return isRefused ? [] : [{ to: to === 'brevo' ? 'brevo' : 'botpress', operation, occurrence }]
  })
}

/** Plays the flow; what is delivered late arrives while its fault is still there. */
const actIn = async (world: World, flow: MatrixFlow, story: Story): Promise<void> => {
  await flow.act(world, story)
  if (world.botpress.world.deliveryLateMs > 0) {
    await world.pass()
  }
}

/**
 * Tries one fault at one step of a flow, lets it pass, and goes on with the session.
 * @returns whether the fault has struck, and what does not hold afterwards
 */
export const tryCase = async (
  world: World,
  flow: MatrixFlow,
  { fault, step, length, chance }: Case
): Promise<{ struck: boolean; breaches: string[] }> => {
  const story = await begin(world, flow)
  world.brevoDoubtful ||= fault.afterWork && step.to === 'brevo'
  world.botpressDoubtful ||= fault.afterWork && step.to === 'botpress'
  world.botpressOutage ||= step.to === 'botpress' && length === 'while'
  const struck = await arm(world, fault, step, length)
  await actIn(world, flow, story)
  await world.heal(fault.waitMs ?? AFTER_ALL_INVOCATIONS_MS)
  await goOn(world, story, chance)
  const stuck = stuckIn(world, story)
  const cases = (sessions.get(world)?.cases ?? 0) + 1
  const goesOn = flow.from === 'answered' && isTalking(story) && cases < CASES_IN_A_SESSION && !anyUnheard(world, story)
  if (!goesOn) {
    story.agentFinishes()
    await world.pass()
  }
  const broken = [...stuck, ...breaches(world, [story])]
  sessions.set(world, goesOn && broken.length === 0 ? { story, cases } : undefined)
  return { struck: struck(), breaches: broken }
}

/** So many cases happen in one session, to save time, if nothing has ended it. */
const CASES_IN_A_SESSION = 12

/** Sessions that have survived a case and wait for the next one. */
const sessions = new WeakMap<World, { story: Story; cases: number } | undefined>()

const begin = async (world: World, flow: MatrixFlow): Promise<Story> => {
  world.begin()
  if (flow.from !== 'answered' || flow.isFresh) {
    await endOpenSession(world)
  }
  const known = sessions.get(world)?.story
  known?.forget()
  const story = known ?? (await beginningOf(world, flow))
  await flow.prepare?.(world, story)
  return story
}

const endOpenSession = async (world: World): Promise<void> => {
  sessions.get(world)?.story.agentFinishes()
  sessions.delete(world)
  await world.sandbox.settled()
}

/** The session goes on as if nothing had been: with one of the chances, and the others where that has not done. */
const goOn = async (world: World, story: Story, chance: Chance): Promise<void> => {
  const { sandbox, botpress } = world
  if (story.sessions.length === 0) {
    await story.escalate()
    await sandbox.settled()
  }
  const chances = {
    message: () => story.say(),
    register: () => botpress.runScheduledRegister(),
    webhook: async () => story.agentWrites(),
  }
  const others = CHANCES.filter((each) => each !== chance)
  for (const next of [chance, ...others]) {
    const isNeeded = anyMissing(world, story.sessions) || isOverUnheard(world, story)
    if (next === chance || next === 'message' || isNeeded) {
      await chances[next]()
      await world.pass()
    }
  }
  if (anyMissing(world, story.sessions)) {
    // Within an hour at most: a call of a dead invocation may have come through late, and hold a lease for a minute.
    await sandbox.advance(HOUR_MS)
    await botpress.runScheduledRegister()
    await world.pass()
  }
}

const HOUR_MS = 3_600_000

/** Whether something that an agent wrote after the end was heard by nobody, and no event has come since to say so. */
const isOverUnheard = (world: World, story: Story): boolean => story.current() === undefined && anyUnheard(world, story)

/** Whether there is a session that no agent has finished. */
const isTalking = (story: Story): boolean => story.current()?.finishedByAgent === false

/** Only an end of which a process died before it could write it down needs a second transcript. */
const stuckIn = ({ botpress, deaths }: World, story: Story): string[] => {
  const session = story.current()
  const isKnown =
    deaths === 0 ||
    botpress.conversations().some((each) => each.id === session?.conversationId && isFinishRecorded(each))
  return session?.finishedByAgent && isKnown ? ['an agent has finished, and the session never ended'] : []
}

/** Tries a flow without faults. @returns what does not hold afterwards */
export const tryPlain = async (world: World, flow: MatrixFlow): Promise<string[]> => {
  await endOpenSession(world)
  const story = await begin(world, flow)
  await flow.act(world, story)
  await world.heal()
  await goOn(world, story, 'webhook')
  const stuck = stuckIn(world, story)
  story.agentFinishes()
  await world.pass()
  return [...stuck, ...breaches(world, [story])]
}
