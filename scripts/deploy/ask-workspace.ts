import { Client, isApiError } from '@botpress/client'
import type { Login } from './login'

/** What Botpress says of the workspace that would be deployed to. */
export type Workspace =
  | { state: 'notLoggedIn' }
  /** Botpress answered with an error: an old login, or a workspace that is gone. */
  | { state: 'refused'; status: number }
  /** No answer, or one that says nothing of the login. */
  | { state: 'unreachable' }
  | { state: 'found'; name: string; handle: string | undefined }

const TIMEOUT_MS = 10_000

/** Asks Botpress for the workspace of a login. Never throws. */
export const askWorkspace = async (login: Login | undefined): Promise<Workspace> => {
  if (!login) {
    return { state: 'notLoggedIn' }
  }
  const client = new Client({ ...login, timeout: TIMEOUT_MS })
  try {
    const { name, handle } = await client.getWorkspace({ id: login.workspaceId })
    return { state: 'found', name, handle: handle || undefined }
  } catch (thrown: unknown) {
    return isApiError(thrown) && thrown.code < 500
      ? { state: 'refused', status: thrown.code }
      : { state: 'unreachable' }
  }
}
