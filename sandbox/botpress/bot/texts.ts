/** What the official HITL plugin says unless the bot's owner chose other words. */
export const TEXTS = {
  escalated: 'I have escalated this conversation to a human agent. They should be with you shortly.',
  joined: 'A human agent has joined the conversation.',
  closed: 'The human agent closed the conversation. I will continue assisting you.',
  /** Goes downstream: the agents read it, not the user. */
  farewell: '( The user has ended the session. )',
  ended: 'You have ended the session with the human agent. I will continue assisting you.',
} as const

/** What the user types to leave a session. */
export const END_COMMAND = '/end'
