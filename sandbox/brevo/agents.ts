import { newAgentId } from './ids'
import type { BrevoAgent, Message } from './model'
import { invalid } from './refusal'

/** The agents of the account. None is ever changed in place, so that payloads may share it. */
export class Agents {
  private readonly byId: Map<string, BrevoAgent>

  public constructor(agents: BrevoAgent[]) {
    this.byId = new Map(agents.map((agent) => [agent.id, agent]))
  }

  /** @throws a refusal for an unknown agent */
  public get(id: string): BrevoAgent {
    const agent = this.byId.get(id)
    if (!agent) {
      throw invalid('agentId is invalid: no such agent')
    }
    return agent
  }

  /** Who wrote these messages, each once. */
  public authorsOf(messages: Message[]): BrevoAgent[] {
    const ids = new Set(messages.flatMap(({ agentId }) => agentId ?? []))
    return Array.from(ids, (id) => this.get(id))
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

  /** Gives an agent another picture. @throws a refusal for an unknown agent */
  public setPicture(id: string, userpic: string): void {
    this.byId.set(id, { ...this.get(id), userpic })
  }
}
