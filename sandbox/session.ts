import type { Chat, ChatLine } from './botpress'
import { BROKEN_CHAIN, NEW_CHAIN } from './pictures'
import { JULIA, type Sandbox } from './sandbox'

type Step = {
  /** What is done, as the terminal tells it. */
  says: string
  act: () => Promise<unknown>
  /** What must be seen when everything has settled; undefined when it is. */
  missing: () => string | undefined
}

/**
 * Plays a whole session: the bot, the handover, messages and a picture both ways, the close, the bot again. All of
 * it travels through the services and the integration.
 * @param print takes each line that says who sees what
 * @returns what was not delivered, after which it stops; undefined when everything was
 */
export const playSession = async (sandbox: Sandbox, print: (line: string) => void): Promise<string | undefined> => {
  const screens = new Screens(sandbox, print)
  for (const { says, act, missing } of stepsOf(sandbox, screens)) {
    print(says)
    await act()
    await sandbox.settled()
    screens.show()
    const problem = missing()
    if (problem !== undefined) {
      return problem
    }
  }
  return sandbox.botpress.violations[0]
}

const stepsOf = ({ brevo }: Sandbox, screens: Screens): Step[] => {
  const { chat } = screens
  const customerSees = (text: string) =>
    screens.customer.some((line) => line.includes(text)) ? undefined : `The customer did not see "${text}".`
  const agentsSee = (text: string) =>
    screens.agents.some((line) => line.includes(text)) ? undefined : `The agents did not see "${text}".`
  const say = (text: string) => ({ says: `Customer writes: ${text}`, act: () => chat.say(text) })
  const answer = (text: string) => ({
    says: `Julia writes in Brevo: ${text}`,
    act: async () => brevo.agentWrites(screens.visitorId(), { agentId: JULIA.id, text }),
  })
  return [
    { ...say('What are your opening hours?'), missing: () => customerSees('bot: ') },
    { ...say('human please'), missing: () => agentsSee('Botpress User: What are your opening hours?') },
    { ...answer('Hi Ada, Julia here. How can I help?'), missing: () => customerSees('Julia: Hi Ada') },
    { ...say('My chain broke 😟'), missing: () => agentsSee('Botpress User: My chain broke 😟') },
    {
      says: 'Customer sends a picture',
      act: () =>
        chat.send({ type: 'image', payload: { imageUrl: brevo.storeFile(BROKEN_CHAIN), title: BROKEN_CHAIN.name } }),
      missing: () => agentsSee(`Botpress User: Picture “${BROKEN_CHAIN.name}”: http`),
    },
    {
      says: 'Julia sends a picture',
      act: async () => {
        const { name, mimeType } = NEW_CHAIN
        const attachments = [{ name, mimeType, link: brevo.storeFile(NEW_CHAIN) }]
        brevo.agentWrites(screens.visitorId(), { agentId: JULIA.id, attachments })
      },
      missing: () => customerSees(NEW_CHAIN.name),
    },
    {
      says: 'Julia ticks the conversation off',
      act: async () => brevo.agentFinishes(screens.visitorId(), JULIA.id),
      missing: () => customerSees('The human agent closed the conversation.'),
    },
    {
      ...say('Thank you!'),
      missing: () => (chat.lines().at(-1)?.from === 'bot' ? undefined : 'The bot did not take over again.'),
    },
  ]
}

/** Both screens, as far as they have been printed. */
class Screens {
  public readonly chat: Chat
  public readonly customer: string[] = []
  public readonly agents: string[] = []

  public constructor(
    private readonly sandbox: Sandbox,
    private readonly print: (line: string) => void
  ) {
    this.chat = sandbox.botpress.bot.openChat({ name: 'Ada', email: 'ada@example.com' })
    this.show()
  }

  /** The visitor of the conversation in Brevo; fails before the handover. */
  public visitorId(): string {
    const conversationId = this.chat.session()?.conversationId
    const conversation = this.sandbox.botpress.conversations().find(({ id }) => id === conversationId)
    return conversation?.tags['visitorId'] ?? ''
  }

  /** Prints what has appeared on either screen. */
  public show(): void {
    const lines = this.chat.lines().map(asSeen)
    const inbox = this.sandbox.brevo.messages(this.visitorId()).map(({ agentName, text }) => `${agentName}: ${text}`)
    this.printNew('Customer sees', this.customer, lines)
    this.printNew('Agents see', this.agents, inbox)
  }

  private printNew(who: string, shown: string[], now: string[]): void {
    const prefix = `  ${who.padEnd(14)}| `
    for (const line of now.slice(shown.length)) {
      shown.push(line)
      this.print(prefix + line.replaceAll('\n', `\n${prefix}  `))
    }
  }
}

const asSeen = ({ from, name, text, type, payload }: ChatLine): string =>
  `${name ?? (from === 'notice' ? '—' : from)}: ${text ?? `[${type}] ${Object.values(payload).filter(String).join(' ')}`}`
