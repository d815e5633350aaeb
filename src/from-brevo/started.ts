import { once } from '../session/once'
import type { Client, HandlerProps } from '../types'
import type { BrevoEvent } from './event'
import { onFragment } from './fragment'

/** Botpress: longest value of a tag. */
const MAX_TAG_LENGTH = 500

/**
 * `conversationStarted`: Brevo confirms the conversation. An agent's message in it, such as an automatic greeting,
 * is relayed like any other, for it is not known whether it comes again in a fragment.
 */
export const onStarted = async (props: HandlerProps, event: BrevoEvent, conversationId: string): Promise<void> => {
  const { client } = props
  const { conversation } = await client.getConversation({ id: conversationId })
  if (!conversation.tags.startedAt) {
    await once(client, 'startAnnounced', conversationId, () => announce(client, event, conversationId))
  }
  await onFragment(props, event, conversationId)
}

const announce = async (client: Client, event: BrevoEvent, conversationId: string): Promise<void> => {
  const { visitorId, brevoConversationId, threadLink, agentAvailable } = event
  await client.createEvent({
    type: 'brevoConversationStarted',
    payload: {
      hitlConversationId: conversationId,
      visitorId,
      brevoConversationId: brevoConversationId ?? '',
      agentAvailable,
      ...(threadLink ? { threadLink } : {}),
    },
  })
  const tags = { brevoConversationId: fitting(brevoConversationId), threadLink: fitting(threadLink) }
  await client.updateConversation({ id: conversationId, tags: { ...tags, startedAt: String(Date.now()) } })
}

/** Half a link leads nowhere: one that is too long for a tag is left out. */
const fitting = (value: string | undefined): string =>
  value === undefined || value.length > MAX_TAG_LENGTH ? '' : value
