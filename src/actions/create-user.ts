import type * as bp from '../bp'
import { contactOf, knownName, personProfile } from '../person'

/**
 * The Botpress user who stands for an end user: a new one each time. The HITL plugin calls this once for each of its
 * users and writes its link on what it gets, so that two of them must never share one, whatever address they gave.
 */
export const createUser: bp.IntegrationProps['actions']['createUser'] = async ({ client, input }) => {
  const profile = personProfile(knownName(input.name), input.pictureUrl)
  const contact = contactOf(input.email)
  const { user } = await client.createUser({ ...profile, tags: contact === undefined ? {} : { contact } })
  return { userId: user.id }
}
