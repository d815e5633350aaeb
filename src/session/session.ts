import type { Client, HandlerProps, SessionTags } from '../types'

/** A session as an invocation sees it: the tools it was given, and its Botpress conversation. */
export type Session = HandlerProps & { conversation: { id: string; tags: SessionTags } }

/** A message of the conversation as the API lists it. */
export type ListedMessage = Awaited<ReturnType<Client['listMessages']>>['messages'][number]

/** The session of a conversation that a handler was given. */
export const sessionOf = (
  { ctx, client, logger }: HandlerProps,
  { id, tags }: { id: string; tags: SessionTags }
): Session => ({
  ctx,
  client,
  logger,
  conversation: { id, tags },
})

/** The sessions of the bot whose conversations bear a tag. */
export const listSessions = async (
  props: HandlerProps,
  tags: Partial<Record<'waiting' | 'unsettled', 'true'>>
): Promise<Session[]> => {
  const sessions: Session[] = []
  let nextToken: string | undefined
  do {
    const answer = await props.client.listConversations({ channel: 'hitl', tags, nextToken })
    sessions.push(...answer.conversations.map((conversation) => sessionOf(props, conversation)))
    nextToken = answer.meta.nextToken
  } while (nextToken)
  return sessions
}
