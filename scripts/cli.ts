/**
 * The Botpress CLI that reads this definition: the one that belongs to `@botpress/sdk` 5.4.3. Newer ones stop with
 * `assertNever called`. It is no dependency; `npx` fetches it when it is needed.
 */
export const CLI_VERSION = '5.5.6'

/** What `npx` is asked for. */
export const CLI_PACKAGE = `@botpress/cli@${CLI_VERSION}`
