import { RuntimeError } from '@botpress/client'
import { causeOf } from './log'

/**
 * Keeps foreign errors from the SDK, which prints them whole: an AxiosError with the API key in its headers, an
 * error of Botpress's API with a user's words in its message.
 * @param task what the handler does, in words: "Starting the session"
 * @throws {RuntimeError} and nothing else
 */
export const guarded =
  <Props, Result>(task: string, handler: (props: Props) => Promise<Result>) =>
  async (props: Props): Promise<Result> => {
    try {
      return await handler(props)
    } catch (thrown: unknown) {
      throw thrown instanceof RuntimeError ? thrown : new RuntimeError(`${task} failed: ${causeOf(thrown)}`)
    }
  }
