import { newAgentId } from './ids'
import type { BrevoAgent } from './model'

/** How long a ping keeps an agent online; Brevo says 2 to 3 minutes. */
const ONLINE_MS = 150_000

/** The agents of the account. */
export class Agents {
  /** Whether the account's people are there; when not, only an agent who has been pinged is. */
  public present = true
  private readonly byId = new Map<string, BrevoAgent>()
  private readonly onlineUntil = new Map<string, number>()

  public constructor(
    agents: BrevoAgent[],
    private readonly now: () => number
  ) {
    for (const agent of agents) {
      this.byId.set(agent.id, agent)
    }
  }

  public find(id: string): BrevoAgent | undefined {
    return this.byId.get(id)
  }

  /** The agent with this address; Brevo makes a dummy one when there is none. */
  public findOrCreate(email: string, name: string): BrevoAgent {
    const known = [...this.byId.values()].find((agent) => agent.email === email)
    if (known) {
      return known
    }
    const dummy: BrevoAgent = { id: newAgentId(), name, email }
    this.byId.set(dummy.id, dummy)
    return dummy
  }

  /** Gives an agent another picture; nothing for an unknown agent. */
  public setPicture(id: string, userpic: string): void {
    const agent = this.byId.get(id)
    if (agent) {
      this.byId.set(id, { ...agent, userpic })
    }
  }

  /** The one who speaks when a request names nobody. */
  public first(): BrevoAgent | undefined {
    return this.byId.values().next().value
  }

  public ping(id: string): void {
    this.onlineUntil.set(id, this.now() + ONLINE_MS)
  }

  public anyAvailable(): boolean {
    return this.present || [...this.onlineUntil.values()].some((until) => until > this.now())
  }
}
