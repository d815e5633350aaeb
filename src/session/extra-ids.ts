import type { SentMessage } from '../brevo/client'
import type { Session } from './session'

/** Botpress: longest value of a tag. */
const MAX_TAG_LENGTH = 500

const idsIn = (tag: string | undefined): string[] => (tag ? tag.split(' ') : [])

/**
 * Messages of ours in Brevo that are no copy of a message in Botpress: the opening, all but the last piece of a long
 * text, what agents are told of lines that waited. They are known by their ids, so that no echo of one can reach the user
 * as an agent's words.
 */
export const extraIdsOf = ({ conversation }: Session): Set<string> => new Set(idsIn(conversation.tags.extraIds))

/** The value of the tag with further ids in it; the oldest ones give way. */
export const withExtraIds = (tag: string | undefined, sent: SentMessage[]): string => {
  const ids = [...idsIn(tag), ...sent.map(({ id }) => id)]
  while (ids.join(' ').length > MAX_TAG_LENGTH) {
    ids.shift()
  }
  return ids.join(' ')
}
