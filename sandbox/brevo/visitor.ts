import { newId } from './ids'
import type { Visitor } from './model'

/** Brevo's own names for visitors that it knows nothing of: colours. */
const NAMES = (
  'Dark Orange,Steel Blue,Sea Green,Medium Orchid,Crimson,Dark Slate Gray,Royal Blue,Olive Drab,Indian Red,Dark Cyan,' +
  'Slate Blue,Golden Rod,Cadet Blue,Sienna,Hot Pink,Forest Green,Tomato,Rosy Brown,Teal'
).split(',')

const sumOf = (id: string): number => Array.from(id).reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/** A visitor that Brevo has not seen before, and knows nothing of. */
export const newVisitor = (id: string): Visitor => {
  const threadId = newId()
  return {
    id,
    threadId,
    threadLink: `https://conversations-app.brevo.com/conversations/${threadId}`,
    source: 'widget',
    sourceChannelRef: null,
    sourceConversationRef: null,
    groupId: null,
    color: '#4682b4',
    conversationLanguage: 'en',
    displayedName: NAMES[sumOf(id) % NAMES.length] ?? '',
    contactAttributes: null,
    integrationAttributes: null,
    attributes: {},
    formattedAttributes: {},
    notes: null,
    contactId: null,
    marketingConsent: false,
    termsOfServiceConsent: false,
    outsideConnections: {},
    isBanned: false,
    ip: null,
    browserLanguage: '',
    browser: '',
    os: '',
    userAgent: '',
    country: '',
    city: '',
    lastVisit: null,
  }
}
