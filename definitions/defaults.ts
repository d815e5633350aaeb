/** The words an agent reads who writes into a session that is over, unless the bot's owner chose others. */
export const DEFAULT_SESSION_OVER_NOTICE =
  'This conversation with the bot is over: the user no longer reads here and has not received your last message.'

/** The name before the user's lines in Brevo, unless the bot's owner chose another. */
export const DEFAULT_USER_LABEL = 'Botpress User'
