import { causeOf, originOf } from './log'
import { OwnerError } from './owner-error'
import type { Logger } from './types'

/**
 * Keeps foreign errors from the SDK, which prints them whole: an AxiosError with the API key in its headers, an
 * error of Botpress's API with a user's words in its message.
 * @param task what the handler does, in words: "Starting the session"
 * @throws {OwnerError} and nothing else
 */
export const guarded =
  <Props extends { logger: Logger }, Result>(task: string, handler: (props: Props) => Promise<Result>) =>
  async (props: Props): Promise<Result> => {
    try {
      return await handler(props)
    } catch (thrown: unknown) {
      if (thrown instanceof OwnerError) {
        throw thrown
      }
      props.logger.error(`${task} failed: ${causeOf(thrown)}\n${originOf(thrown)}`)
      throw new OwnerError(`${task} failed: ${causeOf(thrown)}. If this goes on, tell the makers of this integration.`)
    }
  }
