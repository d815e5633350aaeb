import type { Conversation, Message } from '../../../brevo/model'

/** Through what a message came: a visitor of the website, the API under an account of an agent, or an agent in person. */
export const viaOf = ({ type, receivedFrom }: Message): 'visitor' | 'api' | 'agent' => {
  if (type === 'visitor') {
    return 'visitor'
  }
  return receivedFrom === undefined ? 'agent' : 'api'
}

/** Whether the visitor is one of the company's website, and did not come through the bot. */
export const isOfWebsite = ({ messages }: Conversation): boolean => messages.some(({ type }) => type === 'visitor')
