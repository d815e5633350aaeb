import { JULIA, MARCO } from '../../sandbox/sandbox'
import { activated } from '../support/activated'
import { Story } from './story'
import { USER_TYPES } from './user-payload'
import { AFTER_ALL_INVOCATIONS_MS, type World } from './world'

/** A flow of the integration: where it begins, and what happens then. */
export type MatrixFlow = {
  name: string
  /** `chat`: with a user whom the bot still has; `open`: with a session; `answered`: with one that has an agent. */
  from: 'chat' | 'open' | 'answered'
  /** What else comes before, without any fault. */
  prepare?: (world: World, story: Story) => Promise<void>
  /** The flow itself; ends when what was under way has been tried once. */
  act: (world: World, story: Story) => Promise<void>
  /** A flow with a complication, beyond the plain ones: of its cases `npm test` takes one in so many; see `casesOf`. */
  oneIn?: number
  /** Whether what earlier cases have left in a session would change its steps. */
  isFresh?: true
}

/** A story as the flow needs it to begin with. */
export const beginningOf = async (world: World, { from }: MatrixFlow): Promise<Story> => {
  const story = Story.open(world, { card: { title: 'Order', hitlSession: { groupId: 'support' } } })
  if (from !== 'chat') {
    await activated(world.sandbox, () => story.escalate())
  }
  if (from === 'answered') {
    story.agentWrites(JULIA.id)
    await world.sandbox.settled()
  }
  return story
}

/** A line that Brevo does not take. */
const lineWaits = async (world: World, story: Story): Promise<void> => {
  const mend = world.brevo.faults.add({ fault: { kind: 'status', status: 400 } })
  await story.say()
  mend()
}

const finish = async (world: World, story: Story): Promise<void> => {
  story.agentFinishes()
  await world.sandbox.settled()
}

const messages = USER_TYPES.map(
  (type): MatrixFlow => ({
    name: `message: ${type}`,
    from: 'answered',
    // Which type it has makes no difference to what fails: together, they take every fault.
    ...(type === 'text' ? {} : { oneIn: USER_TYPES.length - 1 }),
    act: (_, story) => story.say(type),
  })
)

/** Every flow that is tried with every fault at each of its steps. */
export const FLOWS: MatrixFlow[] = [
  {
    name: 'start',
    from: 'chat',
    act: async (world, story) => {
      await story.escalate()
      await world.firstTries()
    },
  },
  {
    name: 'start: an automatic greeting',
    oneIn: 8,
    from: 'chat',
    act: async (world, story) => {
      story.greetNext()
      await story.escalate()
      await world.firstTries()
    },
  },
  ...messages,
  {
    name: 'message: Brevo refuses it',
    oneIn: 8,
    from: 'answered',
    prepare: async (world) => {
      world.brevo.faults.add({ times: 1, fault: { kind: 'status', status: 400 } })
    },
    act: (_, story) => story.say(),
  },
  {
    name: 'message: behind one that waits',
    oneIn: 8,
    from: 'answered',
    prepare: lineWaits,
    act: (_, story) => story.say(),
  },
  {
    name: 'register, with a line that waits',
    oneIn: 8,
    isFresh: true,
    from: 'answered',
    prepare: async (world, story) => {
      // So that it need not look at the sessions of earlier cases as well.
      await world.sandbox.advance(AFTER_ALL_INVOCATIONS_MS)
      await world.botpress.runScheduledRegister()
      await lineWaits(world, story)
    },
    act: async (world) => {
      await world.botpress.runScheduledRegister()
    },
  },
  {
    name: 'fragment: first answer, with a file',
    from: 'open',
    act: async (world, story) => {
      story.agentWrites(JULIA.id, { withFile: true })
      await world.firstTries()
    },
  },
  {
    name: 'fragment: another agent, a line waits',
    oneIn: 8,
    isFresh: true,
    from: 'answered',
    prepare: lineWaits,
    act: async (world, story) => {
      story.agentWrites(story.lastAgent === JULIA.id ? MARCO.id : JULIA.id)
      await world.firstTries()
    },
  },
  {
    name: 'fragment: after the end',
    oneIn: 8,
    from: 'answered',
    prepare: finish,
    act: async (world, story) => {
      story.agentWrites(JULIA.id)
      await world.firstTries()
    },
  },
  {
    name: 'transcript',
    from: 'answered',
    act: async (world, story) => {
      story.agentFinishes()
      await world.firstTries()
    },
  },
  {
    name: 'transcript: overtakes an answer, a line waits',
    oneIn: 8,
    from: 'answered',
    prepare: async (world, story) => {
      await lineWaits(world, story)
      world.brevo.webhooks.mode.held = true
      story.agentWrites(JULIA.id)
    },
    act: async (world, story) => {
      world.brevo.webhooks.mode.held = false
      story.agentFinishes()
      await world.firstTries()
    },
  },
  { name: 'stop', from: 'answered', act: (_, story) => story.leave() },
  {
    name: 'stop: a line waits',
    oneIn: 8,
    from: 'answered',
    prepare: lineWaits,
    act: (_, story) => story.leave(),
  },
]
