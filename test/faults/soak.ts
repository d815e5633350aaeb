import { BOT_TEXTS } from '../../sandbox/botpress'
import { buildIntegration } from '../../sandbox/integration/build'
import { isOpening, isOurs } from '../support/product'
import { residentBytes } from './memory'
import { Story } from './story'
import { World } from './world'

/*
 * 20,000 messages of users and agents over one process of the integration, whose memory has to stay flat.
 * Usage: npx tsx test/faults/soak.ts [messages]
 */

/** So many messages each way make a session. */
const TURNS = 25
/** So many users talk at the same time. */
const USERS = 4
/** The sandbox remembers everything; it is replaced, the integration's process is not. */
const SAMPLES = 10
/** Growth of the process from the second sample to the last that is still called flat. */
const FLAT_SHARE = 0.15

const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20)

const session = async (world: World): Promise<number> => {
  const story = Story.open(world)
  await story.escalate()
  for (let turn = 0; turn < TURNS; turn += 1) {
    await story.say()
    story.agentWrites()
    await world.brevo.webhooks.settled()
  }
  story.agentFinishes()
  await world.sandbox.settled()
  const heard = story.chat.lines().filter(({ from }) => from === 'agent').length
  const [visitorId = ''] = story.sessions.map((each) => each.visitorId)
  const written = world.brevo.messages(visitorId).filter((message) => isOurs(message) && !isOpening(message))
  const closed = story.chat.lines().some(({ text }) => text === BOT_TEXTS.closed)
  if (heard !== TURNS || written.length !== TURNS || !closed) {
    const lines = written.map(({ text }) => text).join('\n')
    throw new Error(`Of ${TURNS} lines each, ${heard} reached the user, and ${written.length} Brevo:\n${lines}`)
  }
  return heard + written.length
}

const soak = async (messages: number): Promise<boolean> => {
  await buildIntegration()
  const world = await World.start({ processes: 1 })
  const [integration] = world.sandbox.processes
  if (!integration) {
    throw new Error('No process')
  }
  const sizes: number[] = []
  const started = Date.now()
  console.log('| messages | integration, RSS in MiB | seconds |\n|---|---|---|')
  for (let done = 0, sampled = 0; done < messages;) {
    const counts = await Promise.all(Array.from({ length: USERS }, () => session(world)))
    done += counts.reduce((sum, count) => sum + count, 0)
    world.sandbox.wire.clear()
    if (done >= ((sampled + 1) * messages) / SAMPLES) {
      sampled += 1
      sizes.push(await residentBytes(integration.pid))
      console.log(`| ${done} | ${mebibytes(sizes.at(-1) ?? 0)} | ${Math.round((Date.now() - started) / 1000)} |`)
    }
  }
  await world.close()
  const [, early = 0] = sizes
  const growth = (sizes.at(-1) ?? 0) / early - 1
  const isFlat = growth <= FLAT_SHARE
  console.log(`\nFrom the second sample to the last: ${(growth * 100).toFixed(1)} %. ${isFlat ? 'Flat.' : 'NOT flat.'}`)
  return isFlat
}

const main = async (): Promise<void> => {
  process.exitCode = (await soak(Number(process.argv[2] ?? 20_000))) ? 0 : 1
}

void main()
