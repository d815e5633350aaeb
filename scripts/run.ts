import { spawn } from 'node:child_process'
import { join } from 'node:path'

/** The package's folder. */
export const ROOT = join(__dirname, '..')

/** How a command ended; `code` is null when it could not be started or was killed. */
export type Outcome = { code: number | null; output: string }

/**
 * Runs a command in the package's folder. Never throws.
 * @param options.shown true: it talks to the terminal itself, questions included, and `output` stays empty
 */
export const run = (command: string, args: string[], options: { shown?: boolean } = {}): Promise<Outcome> =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: options.shown ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout?.on('data', collect)
    child.stderr?.on('data', collect)
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
