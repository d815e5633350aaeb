/** The languages that agents can be written to in, by their own names. The first one is the default. */
export const LANGUAGES = ['English', 'Français', 'Deutsch', 'Español', 'Italiano', 'Português'] as const

export type Language = (typeof LANGUAGES)[number]

export const DEFAULT_LANGUAGE = 'English' satisfies Language

/** English notice for an agent who writes after the user has left, unless the bot's owner chose another. */
export const DEFAULT_SESSION_OVER_NOTICE =
  'The user has left this chat. Your last message was not delivered. Please finish this conversation; the user can ask for an agent again.'

/** English label in front of the user's messages in Brevo, unless the bot's owner chose another. */
export const DEFAULT_USER_LABEL = 'Botpress User'
