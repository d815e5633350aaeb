import { textIn } from '../lenient'

/*
 * What this integration writes bears a mark and comes back with it (Brevo: `receivedFrom`, a text of our own that tells
 * one's messages from others). That of an opening names the visitor as well: where contacts are merged in Brevo, a
 * conversation may go on under another visitor id, and its opening still tells whose session it is.
 */

/** Stands on every message written through the API. */
export const MARK = 'Botpress'

/** Stands on the message that opens a visitor's conversation. */
export const openingMark = (visitorId: string): string => `${MARK} ${visitorId}`

/** The mark of an opening: a visitor id has 32 of these characters. */
const OPENING = /^Botpress ([\w-]{32})$/

/** The visitor that the mark of an opening names; undefined for every other message. */
export const visitorMarkedIn = (receivedFrom: unknown): string | undefined => OPENING.exec(textIn(receivedFrom))?.[1]

/** Whether a message bears a mark of ours. */
export const isMarked = (receivedFrom: unknown): boolean =>
  receivedFrom === MARK || visitorMarkedIn(receivedFrom) !== undefined
