/**
 * Everything that agents and users read, in one language. A table that misses a key does not compile. Sentences of
 * the integration about itself are in parentheses, so that they are not mistaken for somebody's words.
 */
export type Wording = {
  /** Labels in front of messages, without a colon. */
  botLabel: string
  agentLabel: string
  /** Used where the bot's owner chose no label. */
  userLabel: string
  /** Comes between a label and what follows; French puts a space before the colon. */
  colon: string
  quoted: (text: string) => string

  /** First line of a handover, without its end; undefined for a user whose name nobody knows. */
  asksForAgent: (name: string | undefined) => string
  lastMessage: string
  email: string
  /** A way to reach the user that is no e-mail address. */
  contact: string
  details: string
  conversationSoFar: string
  /** Messages that had no room in the history. */
  notShown: (count: number) => string
  /** Frame around what agents said earlier in the same conversation. */
  earlierAgent: string
  earlierAgentEnd: string

  picture: string
  audio: string
  video: string
  file: string
  place: string
  noLink: string
  emptyMessage: string
  /** A message of a type that nothing can be read from. */
  unreadable: (type: string) => string

  /** Messages that waited for Brevo, in minutes. */
  delayed: (minutes: number) => string
  /** Messages left out because too many were waiting. */
  tooMany: (count: number) => string
  /** Messages that Brevo refused for good. */
  rejected: (count: number) => string
  /** The user wrote just when an agent finished the chat. */
  finishedBefore: string

  /** Notices to an agent who writes after the end, by cause. */
  userLeft: string
  alreadyFinished: string
  neverConnected: string
  /** An agent's message that may be lost. */
  sendAgain: string

  /** The message of a check of the set-up, which is deleted within seconds. */
  setupTest: string

  /** The user reads these three. */
  unopenableFile: string
  correction: (text: string) => string
  partMissing: string
}
