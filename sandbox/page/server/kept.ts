import type { Sandbox } from '../../sandbox'
import type { KeptView, RegisterAnswer, WaitingView } from '../model'

const textOf = (type: string, payload: Record<string, unknown>): string => {
  const text = payload['text'] ?? payload['title']
  return typeof text === 'string' ? text : type
}

/** What the integration keeps until Brevo takes it, as its own tags in Botpress say. */
export class Kept {
  private lastRun: { at: number; answer: RegisterAnswer } | undefined

  /** @param aheadMs how far the sandbox's clocks, by which the tags are dated, are ahead of the page's */
  public constructor(
    private readonly sandbox: Sandbox,
    private readonly aheadMs: () => number
  ) {}

  /** Does what the platform's timer does. */
  public async run(): Promise<RegisterAnswer> {
    const { botpress } = this.sandbox
    const answer = (await botpress.runScheduledRegister()) ?? (await botpress.register())
    this.lastRun = { at: Date.now(), answer }
    return answer
  }

  public view(): KeptView {
    const { botpress } = this.sandbox
    return {
      sessions: this.sessions(),
      ...(botpress.schedule ? { schedule: botpress.schedule } : {}),
      ...(this.lastRun ? { lastRun: this.lastRun } : {}),
    }
  }

  private sessions(): WaitingView[] {
    const { botpress } = this.sandbox
    const chats = botpress.bot.chats()
    return botpress
      .conversations()
      .filter(({ tags }) => tags['waiting'] === 'true')
      .map(({ id, tags }) => {
        const retryAt = Number(tags['retryAt'])
        return {
          conversationId: id,
          customer: chats.find((chat) => chat.session()?.conversationId === id)?.user.name ?? 'A customer',
          ...(retryAt > 0 ? { retryAt: retryAt - this.aheadMs() } : {}),
          lines: botpress
            .messages(id)
            .filter((message) => message.tags['waiting'] === 'true')
            .map((message) => ({ id: message.id, text: textOf(message.type, message.payload) })),
        }
      })
  }
}
