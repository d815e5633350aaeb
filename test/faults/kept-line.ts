import { waits } from '../support/product'
import type { World } from './world'

/** The tags of a conversation; none when it is not there. */
export const tagsOf = ({ botpress }: World, conversationId: string): Record<string, string> =>
  botpress.conversations().find(({ id }) => id === conversationId)?.tags ?? {}

/** Whether a user's line is marked as waiting, and its conversation as one in which something waits. */
export const isKept = (world: World, conversationId: string, marker: string): boolean =>
  waits({ tags: tagsOf(world, conversationId) }) &&
  world.botpress
    .messages(conversationId)
    .some((message) => waits(message) && JSON.stringify(message.payload).includes(marker))
