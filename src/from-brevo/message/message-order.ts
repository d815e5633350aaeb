import { momentIn, type Fields } from '../../lenient'

/** A message as it came, and when it was written in Brevo's epoch ms. */
export type TimedMessage = { message: Fields; at: number | undefined }

/**
 * Messages by time; one whose time cannot be read stays behind the one it came after. Reads nothing of a message but
 * its time.
 */
export const oldestFirst = (messages: Fields[]): TimedMessage[] => {
  let latest = Number.NEGATIVE_INFINITY
  const timed = messages.map((message) => {
    const at = momentIn(message.createdAt)
    latest = at ?? latest
    return { message, at, order: latest }
  })
  return timed
    .sort((one, other) => (one.order === other.order ? 0 : one.order - other.order))
    .map(({ message, at }) => ({ message, at }))
}
