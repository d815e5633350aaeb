/** A message of the user, known by its marker. A bloc has a marker for each item. */
export type UserLine = { markers: string[]; marker: string }

/** A message of an agent; a file of it has a marker of its own. */
export type AgentLine = { markers: string[]; id: string; writtenAt: number; afterEnd: boolean; whileLeaving: boolean }

/** What was said in one session. */
export type SessionStory = {
  conversationId: string
  visitorId: string
  userLines: UserLine[]
  agentLines: AgentLine[]
  /** Agents' lines written after an agent has finished or the user has left: it may be that nobody reads them. */
  lateLines: AgentLine[]
  /** Brevo's ids of the agents who wrote in it. */
  authors: Set<string>
  leftByUser: boolean
  finishedByAgent: boolean
}

/** A session in which nobody has said anything but the first lines of agents. */
export const newSession = (conversationId: string, visitorId: string, agentLines: AgentLine[]): SessionStory => ({
  conversationId,
  visitorId,
  userLines: [],
  agentLines,
  lateLines: [],
  authors: new Set(),
  leftByUser: false,
  finishedByAgent: false,
})
