import * as z from 'zod/mini'
import { lenientText, parseAll } from '../lenient'
import { usableId } from './message-id'
import { oneLine } from '../readable-text'
import { shortHash } from '../short-hash'
import { webLink } from '../web-link'

/** The agent who wrote a message. */
export type Agent = {
  /** Tells agents apart: Brevo's id; without a usable one a hash of the id or of the name; "unknown" without both. */
  key: string
  /** Brevo's id, where it is usable. */
  id?: string | undefined
  /** On one line, within 200 UTF-16 units. */
  name?: string | undefined
  /** A web address within 2,000 characters. */
  picture?: string | undefined
}

const MAX_NAME_LENGTH = 200

/** How many entries of an event's agents are looked at. */
const MAX_AGENTS = 100

/** How much of an id that can't be used is read, in UTF-16 units. */
const MAX_READ = 1_000

const schema = z.object({ id: lenientText, name: lenientText, userpic: lenientText })

/** The agents that an event lists, each one once. */
export const readAgents = (raw: unknown[]): Agent[] => {
  const agents = parseAll(schema, raw.slice(0, MAX_AGENTS)).flatMap(({ id, name, userpic }) =>
    id || name ? [toAgent(id, name, userpic)] : []
  )
  return agents.filter(({ key }, index) => agents.findIndex((other) => other.key === key) === index)
}

/** How a message names its author. */
export type AuthorFields = {
  agentId?: string | undefined
  agentName?: string | undefined
  agentUserpic?: string | undefined
}

/**
 * The author that a message names, completed from the list where that knows the same agent. Only a message that names
 * nobody is put down to the one agent that the event lists; with more of them, to nobody known.
 */
export const authorOf = ({ agentId, agentName, agentUserpic }: AuthorFields, listed: Agent[]): Agent => {
  const named = toAgent(agentId, agentName, agentUserpic)
  const known = listed.filter(sameAs(named, !agentId))
  const only = known.length === 1 ? known[0] : undefined
  if (!only) {
    return named
  }
  return { ...only, name: named.name ?? only.name, picture: named.picture ?? only.picture }
}

const sameAs =
  ({ key, name }: Agent, hasNoId: boolean) =>
  (listed: Agent): boolean => {
    if (!hasNoId) {
      return listed.key === key
    }
    return name === undefined || listed.name === name
  }

const toAgent = (id: string | undefined, rawName: string | undefined, userpic: string | undefined): Agent => {
  const name = oneLine(rawName ?? '', MAX_NAME_LENGTH) || undefined
  return { key: keyOf(id, name), id: usableId(id), name, picture: webLink(userpic) }
}

const keyOf = (id: string | undefined, name: string | undefined): string =>
  usableId(id) ??
  (id ? `id:${shortHash(`${id.length} ${id.slice(0, MAX_READ)}`)}` : name ? `name:${shortHash(name)}` : 'unknown')
