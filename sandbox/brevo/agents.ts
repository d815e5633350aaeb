import { newAgentId } from './ids'
import type { BrevoAgent } from './model'

export class Agents {
  private readonly byId: Map<string, BrevoAgent>

  public constructor(agents: BrevoAgent[]) {
    this.byId = new Map(agents.map((agent) => [agent.id, agent]))
  }

  public find(id: string): BrevoAgent | undefined {
    return this.byId.get(id)
  }

  /** @throws {Error} for an unknown agent */
  public get(id: string): BrevoAgent {
    const agent = this.find(id)
    if (!agent) {
      throw new Error(`Brevo has no agent ${id}`)
    }
    return agent
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

  /** Gives an agent another picture. @throws {Error} for an unknown agent */
  public setPicture(id: string, userpic: string): void {
    this.byId.set(id, { ...this.get(id), userpic })
  }
}
