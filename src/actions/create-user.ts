import { realEmail } from '../session/email'
import { knownName, personProfile, updateIfChanged } from '../session/person'
import type { Handlers } from '../types'

/**
 * The Botpress user who stands for an end user: always the same one for a real e-mail address, a new one without.
 * Name and picture are brought up to date.
 */
export const createUser: Handlers['actions']['createUser'] = async ({ client, input }) => {
  const email = realEmail(input.email)
  const profile = personProfile(knownName(input.name), input.pictureUrl)
  if (email === undefined) {
    const { user } = await client.createUser({ ...profile, tags: {} })
    return { userId: user.id }
  }
  const { user } = await client.getOrCreateUser({ ...profile, tags: { email }, discriminateByTags: ['email'] })
  await updateIfChanged(client, user, profile)
  return { userId: user.id }
}
