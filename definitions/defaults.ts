/** What an agent reads who writes after the user has left, unless the bot's owner chose other words. */
export const DEFAULT_LEFT_NOTICE =
  'The user has left this chat. Your last message was not delivered. Please finish this conversation; the user can ask for an agent again.'

/** What an agent reads who writes after an agent has finished the chat, unless the bot's owner chose other words. */
export const DEFAULT_FINISHED_NOTICE = 'This chat was already finished. Your last message was not delivered.'

/** The name in front of the user's messages in Brevo, unless the bot's owner chose another. */
export const DEFAULT_USER_LABEL = 'Botpress User'
