import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** Who is logged in to Botpress with the CLI on this machine. The token is never printed. */
export type Login = { apiUrl: string; workspaceId: string; token: string }

/** Where the CLI keeps its login. */
export const BOTPRESS_HOME = join(homedir(), '.botpress')

const readJson = async (file: string): Promise<unknown> => {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch {
    return undefined
  }
}

const fieldOf = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? new Map<string, unknown>(Object.entries(value)).get(key) : undefined

/**
 * The login that `bp deploy` would use.
 * @param profile the name of a profile of the CLI (`--profile`); its last login when left out
 * @returns undefined when there is none
 */
export const readLogin = async (home: string, profile?: string): Promise<Login | undefined> => {
  const stored =
    profile === undefined
      ? await readJson(join(home, 'global.cache.json'))
      : fieldOf(await readJson(join(home, 'profiles.json')), profile)
  const [apiUrl, workspaceId, token] = ['apiUrl', 'workspaceId', 'token'].map((key) => fieldOf(stored, key))
  return typeof apiUrl === 'string' && typeof workspaceId === 'string' && typeof token === 'string'
    ? { apiUrl, workspaceId, token }
    : undefined
}
