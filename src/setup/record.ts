import type * as bp from '../bp'
import { isNotFound } from '../errors'

/** What `register` remembers of the installation. */
export type RegisterRecord = bp.TIntegration['states']['register']['payload']

const keyOf = ({ ctx }: bp.CommonHandlerProps) =>
  ({ type: 'integration', id: ctx.integrationId, name: 'register' }) as const

/** @returns undefined when `register` has never succeeded */
export const readRecord = async (props: bp.CommonHandlerProps): Promise<RegisterRecord | undefined> => {
  try {
    return (await props.client.getState(keyOf(props))).state.payload
  } catch (thrown: unknown) {
    if (isNotFound(thrown)) {
      return undefined
    }
    throw thrown
  }
}

/** @returns Botpress's time, in epoch ms */
export const writeRecord = async (props: bp.CommonHandlerProps, payload: RegisterRecord): Promise<number> => {
  const { state } = await props.client.setState({ ...keyOf(props), payload })
  return Date.parse(state.updatedAt)
}
