/** No invocation lives longer than this, in ms (Botpress: a bot's invocation has 60 s). */
export const LONGEST_INVOCATION_MS = 60_000
