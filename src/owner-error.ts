import { RuntimeError } from '@botpress/client'

/** What the bot's owner can mend, in words written for them. No other error reaches the SDK. */
export class OwnerError extends RuntimeError {}
