import type * as bp from './bp'
import { causeOf, originOf, OwnerError } from './errors'
import { persistent } from './persistent-client'
import { deadlineIn, type Deadline } from './time'

/**
 * What a handler works with: Botpress's client, which repeats what may be repeated until the deadline, and the
 * configuration without blanks around its values.
 */
export type Tools = bp.CommonHandlerProps & { deadline: Deadline }

/** Where makers and owners meet. */
const ISSUES_URL = 'https://github.com/brevo-hitl/brevo-hitl/issues'

const PASTED = ['apiKey', 'agentId', 'webhookSecret', 'userLabel', 'sessionOverNotice'] as const

/** What people paste brings blanks and line ends with it. A field that is not set is empty. */
const withoutBlanks = (ctx: bp.Context): bp.Context => {
  const configuration = { ...ctx.configuration }
  for (const name of PASTED) {
    configuration[name] = (configuration[name] ?? '').trim()
  }
  return { ...ctx, configuration }
}

/**
 * Gives a handler its tools, and keeps third-party errors away from the SDK, which prints them whole: an AxiosError
 * with the API key in its headers, an error of Botpress's API with a user's words in its message.
 * @param task what the handler does, in words: "Starting the session"
 * @param budgetMs how long it may work, in ms
 * @throws {OwnerError} and nothing else
 */
export const guarded =
  <Props extends bp.CommonHandlerProps, Result>(
    task: string,
    budgetMs: number,
    handler: (tools: NoInfer<Props> & { deadline: Deadline }) => Promise<Result>
  ) =>
  async (props: Props): Promise<Result> => {
    const deadline = deadlineIn(budgetMs)
    try {
      return await handler({
        ...props,
        ctx: withoutBlanks(props.ctx),
        client: persistent(props.client, deadline),
        deadline,
      })
    } catch (thrown: unknown) {
      if (thrown instanceof OwnerError) {
        throw thrown
      }
      props.logger.error(`${task} failed: ${causeOf(thrown)}${originOf(thrown)}`)
      throw new OwnerError(`${task} failed: ${causeOf(thrown)}. If this keeps happening, report it: ${ISSUES_URL}`)
    }
  }
