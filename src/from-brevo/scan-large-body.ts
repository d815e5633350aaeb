import { isEventName, type EventHead } from './parse-event'

/*
 * Inside a JSON string every quote is escaped, so that `"eventName":` is a key wherever it is found: no text of a
 * visitor or an agent can forge one.
 */
const EVENT_NAME = /"eventName"\s{0,8}:\s{0,8}"(conversationStarted|conversationFragment|conversationTranscript)"/g

/** The shape of a visitor id of this integration; only the caller can tell whether its seal is right. */
const VISITOR_ID = /"id"\s{0,8}:\s{0,8}"(bp[ch][A-Za-z0-9_-]{20,60})"/g

/**
 * Finds out what a body is that is too large to be parsed: which event, and of which visitor of this integration.
 * Takes linear time.
 * @param raw the body as it came, complete or cut
 * @returns undefined when it names no event or visitor, or more than one of them
 */
export const scanLargeBody = (raw: string): EventHead | undefined => {
  const name = onlyMatch(raw, EVENT_NAME)
  const visitorId = onlyMatch(raw, VISITOR_ID)
  return isEventName(name) && visitorId !== undefined ? { name, visitorId } : undefined
}

/** What a pattern's group finds, when it is the same in every place. */
const onlyMatch = (raw: string, pattern: RegExp): string | undefined => {
  let found: string | undefined
  for (const [, value] of raw.matchAll(pattern)) {
    if (found !== undefined && found !== value) {
      return undefined
    }
    found = value
  }
  return found
}
