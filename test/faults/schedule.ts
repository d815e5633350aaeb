import { JULIA } from '../../sandbox/sandbox'
import { until } from '../support/until'
import type { Command } from './commands'
import { anyMissing, breaches } from './invariants'
import { Story } from './story'
import { AFTER_ALL_INVOCATIONS_MS, type World } from './world'

const HOUR_MS = 3_600_000

/** Longest wait for calls that may not come, in ms. */
const PATIENCE_MS = 60

/**
 * Lets everything happen, each thing as soon as the one before has begun; then all heals, and comes to its end.
 * @returns what does not hold then
 */
export const play = async (world: World, commands: Command[]): Promise<string[]> => {
  world.begin()
  const stories = [Story.open(world), Story.open(world)]
  await Promise.all(stories.map((story) => story.escalate()))
  const run = new Run(world, stories)
  for (const each of commands) {
    await run.perform(each)
  }
  const left = await run.end()
  return [...left, ...breaches(world, stories)]
}

class Run {
  private readonly underWay: Promise<unknown>[] = []
  private readonly stopKilling: (() => void)[] = []

  public constructor(
    private readonly world: World,
    private readonly stories: Story[]
  ) {}

  public async perform(command: Command): Promise<void> {
    const { world } = this
    const { brevo, botpress, sandbox } = world
    switch (command.does) {
      case 'say':
        return this.story(command).sayNext(command.type, this.begun)
      case 'leave':
        return this.story(command).leaveNext(this.begun)
      case 'escalate':
        return this.begun(this.story(command).escalate())
      case 'write':
        return this.story(command).agentWrites(command.agent, command)
      case 'finish':
        return this.story(command).agentFinishes()
      case 'stranger':
        return world.strangersTalk(JULIA.id)
      case 'register':
        return this.begun(botpress.runScheduledRegister())
      case 'heal':
        botpress.faults.clear()
        brevo.faults.clear()
        return
      case 'webhooks':
        brevo.webhooks.mode[command.mode] = command.on
        return
      case 'release':
        return brevo.webhooks.release(command)
      case 'redeliver': {
        const all = world.deliveries().filter(({ state }) => state !== 'held')
        const delivery = all[command.which % Math.max(1, all.length)]
        return delivery && this.begun(brevo.webhooks.redeliver(delivery.id))
      }
      case 'fail':
        return this.fail(command)
      case 'kill':
        return this.kill(command)
      case 'advance':
        // What is under way looks as if it had taken that long: older than an invocation can be.
        world.brevoDoubtful = true
        world.botpressDoubtful = true
        return sandbox.advance(command.ms)
      case 'wait':
        return this.wait(command.calls)
      default:
        return command satisfies never
    }
  }

  /**
   * Everything heals; the sessions that are open go on, and are finished by an agent.
   * @returns what was left in sessions that are over, although the scheduled `register` should have brought it
   */
  public async end(): Promise<string[]> {
    const { world, stories } = this
    for (const stop of this.stopKilling) {
      stop()
    }
    if (world.name === 'slow') {
      // A Botpress that takes seconds for every call heals, too.
      await world.turnInto('once', 1)
    }
    await world.heal(HOUR_MS + AFTER_ALL_INVOCATIONS_MS)
    await Promise.all(this.underWay)
    await world.heal()
    await world.botpress.runScheduledRegister()
    await world.sandbox.settled()
    const over = stories.flatMap((story) => story.sessions.filter((each) => each !== story.current()))
    const left = over.filter((each) => anyMissing(world, [each]))
    for (const story of stories) {
      await story.say()
      const open = story.current()
      const toWrite = story.sessions.filter((each) => each === open || anyMissing(world, [each]))
      for (const to of toWrite) {
        story.agentWrites(JULIA.id, { to })
      }
      await world.sandbox.settled()
      story.agentFinishes()
      await world.sandbox.settled()
    }
    return left.map(() => 'a line of a session that is over waits for ever')
  }

  private readonly begun = (work: Promise<unknown>): void => {
    this.underWay.push(work)
  }

  private story({ chat: index }: { chat: number }): Story {
    const story = this.stories[index]
    if (!story) {
      throw new Error(`No chat ${index}`)
    }
    return story
  }

  private fail({ service, fault, skip, times }: Extract<Command, { does: 'fail' }>): void {
    const { world } = this
    const isUnclear = fault.kind === 'reset' || (fault.kind === 'status' && fault.afterWork)
    world.brevoDoubtful ||= service === 'brevo' && isUnclear === true
    if (service === 'botpress' && fault.kind !== 'delay') {
      world.botpressDoubtful ||= isUnclear === true
      world.botpressOutage = true
    }
    world[service].faults.add({ fault, skip, times })
  }

  /** Kills in the middle: after so many more calls of the integration. */
  private kill({ processes, after }: Extract<Command, { does: 'kill' }>): void {
    const { world } = this
    let left = after
    const stop = world.sandbox.wire.watchers.add(({ from }) => {
      if (from === 'integration' && left-- === 0) {
        stop()
        this.begun(world.kill(processes).then(() => world.replaceDead()))
      }
    })
    this.stopKilling.push(stop)
  }

  private async wait(calls: number): Promise<void> {
    const { wire } = this.world.sandbox
    const [enough, giveUpAt] = [wire.count + calls, Date.now() + PATIENCE_MS]
    await until('some calls', () => wire.count >= enough || Date.now() > giveUpAt)
  }
}
