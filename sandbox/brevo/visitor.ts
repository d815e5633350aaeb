import { newId } from './ids'
import type { StartPage, Visitor } from './model'

/** Some of Brevo's own names for visitors that it knows nothing of. */
const COLORS: readonly [name: string, color: string][] = [
  ['Dark Orange', '#ff8c00'],
  ['Steel Blue', '#4682b4'],
  ['Sea Green', '#2e8b57'],
  ['Medium Orchid', '#ba55d3'],
  ['Indian Red', '#cd5c5c'],
  ['Dark Cyan', '#008b8b'],
  ['Golden Rod', '#daa520'],
  ['Slate Blue', '#6a5acd'],
]

const sumOf = (id: string): number => Array.from(id).reduce((sum, letter) => sum + letter.charCodeAt(0), 0)

/** The page on which the website's visitors write. */
export const WEBSITE: StartPage = { link: 'https://shop.example/jeans/', title: 'Washed skinny jeans' }

const NOBODY = {
  ip: null,
  browserLanguage: '',
  browser: '',
  os: '',
  userAgent: '',
  country: '',
  city: '',
  lastVisit: null,
}

const SOMEBODY = {
  ip: '192.0.2.44',
  browserLanguage: 'en-GB',
  browser: 'Firefox 140',
  os: 'Windows 11',
  userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0',
  country: 'United Kingdom',
  city: 'Leeds',
  lastVisit: null,
}

/**
 * A visitor that Brevo has not seen before.
 * @param startPage where they write; undefined for one that was made through the API, of whom nothing is known
 */
export const newVisitor = (id: string, startPage: StartPage | undefined): Visitor => {
  const threadId = newId()
  const [displayedName, color] = COLORS[sumOf(id) % COLORS.length] ?? ['Dark Orange', '#ff8c00']
  return {
    id,
    threadId,
    threadLink: `https://conversations-app.brevo.com/conversations/${threadId}`,
    source: 'widget',
    sourceChannelRef: null,
    sourceConversationRef: null,
    groupId: null,
    color,
    conversationLanguage: 'en',
    displayedName,
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
    ...(startPage ? SOMEBODY : NOBODY),
  }
}
