import { usableId } from '../../brevo/client'
import { textIn, type Fields } from '../../lenient'
import { shortHash } from '../../short-hash'
import { MAX_NAME_LENGTH, shortLine } from '../../text'
import { webLink } from '../../web-link'

/** The agent who wrote a message. */
export type Agent = {
  /** Tells agents apart: Brevo's id; without a usable one a hash of the id or of the name; "unknown" without both. */
  key: string
  /** On one line, within 200 UTF-16 units. */
  name?: string | undefined
  /** A web address within 2,000 characters. */
  picture?: string | undefined
}

/** How many entries of an event's agents are looked at. */
const MAX_AGENTS = 100

/** How much of an id that can't be used is read, in UTF-16 units. */
const MAX_READ = 1_000

/** The agents that an event lists, each one once. */
export const readAgents = (entries: Fields[]): Agent[] => {
  const agents = entries.slice(0, MAX_AGENTS).map(({ id, name, userpic }) => toAgent(id, name, userpic))
  return agents.filter(({ key }, index) => key !== NOBODY && agents.findIndex((other) => other.key === key) === index)
}

/**
 * The author that a message names, completed from the list where that knows the same agent. Only a message that names
 * nobody is put down to the one agent that the event lists; with more of them, to nobody known.
 */
export const authorOf = ({ agentId, agentName, agentUserpic }: Fields, listed: Agent[]): Agent => {
  const named = toAgent(agentId, agentName, agentUserpic)
  const known = listed.filter(({ key, name }) =>
    textIn(agentId) === '' ? named.name === undefined || name === named.name : key === named.key
  )
  const only = known.length === 1 ? known[0] : undefined
  return only ? { ...only, name: named.name ?? only.name, picture: named.picture ?? only.picture } : named
}

const toAgent = (rawId: unknown, rawName: unknown, userpic: unknown): Agent => {
  const name = shortLine(textIn(rawName), MAX_NAME_LENGTH) || undefined
  const id = textIn(rawId)
  return { key: keyOf(id, name), name, picture: webLink(textIn(userpic)) }
}

const NOBODY = 'unknown'
const NAMED = 'name:'

/** Whether an agent is told from all others by an id. A name alone does not tell two agents apart who bear it. */
export const hasId = ({ key }: Agent): boolean => key !== NOBODY && !key.startsWith(NAMED)

const keyOf = (id: string, name: string | undefined): string =>
  usableId(id) ??
  (id ? `id:${shortHash(`${id.length} ${id.slice(0, MAX_READ)}`)}` : name ? `${NAMED}${shortHash(name)}` : NOBODY)
