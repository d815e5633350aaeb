import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'

export type IntegrationProcessOptions = {
  /** The bundle that `buildIntegration` made. */
  bundle: string
  /** `BP_API_URL`. */
  apiUrl: string
  /** `BP_TOKEN`. */
  token: string
  /** `BREVO_API_URL`; the real Brevo when left out. */
  brevoUrl?: string | undefined
  /** Makes time pass faster for it; see `SandboxOptions`. */
  time?: { origin: number; speed: number }
  /** Whether it is watched as `watched.cjs` does, which makes every promise slower. Default: true. */
  watched?: boolean
  /** Is told each line for the bot's owner, as JSON; see `watched.cjs`. */
  onOwnerLine?: (json: string) => void
}

const OWNER_LOG_FD = 4

/** What a process tells: its port once it listens, then its clock whenever it is asked. */
type Told = { port?: number; now?: number }

const isTold = (message: unknown): message is Told => typeof message === 'object' && message !== null

/** The deployed integration in a process of its own, served by the SDK. */
export class IntegrationProcess {
  private asking: Promise<number | undefined> = Promise.resolve(undefined)

  private constructor(
    private readonly child: ChildProcess,
    private readonly printed: string[],
    /** Where Botpress calls it. */
    public readonly url: string
  ) {}

  /** @throws {Error} with what it printed when it does not start */
  public static async start(options: IntegrationProcessOptions): Promise<IntegrationProcess> {
    const child = fork(join(__dirname, 'serve.cjs'), [options.bundle], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc', 'pipe'],
      execArgv: [],
      env: {
        PATH: process.env.PATH,
        BP_API_URL: options.apiUrl,
        BP_TOKEN: options.token,
        ...(options.brevoUrl ? { BREVO_API_URL: options.brevoUrl } : {}),
        ...(options.watched === false ? { SANDBOX_WATCHED: 'no' } : {}),
        ...(options.time ? { SANDBOX_TIME: JSON.stringify(options.time) } : {}),
      },
    })
    const printed: string[] = []
    child.stdout?.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
    child.stderr?.on('data', (chunk: Buffer) => printed.push(chunk.toString()))
    const ownerLog = child.stdio[OWNER_LOG_FD]
    if (ownerLog instanceof Readable) {
      createInterface({ input: ownerLog }).on('line', (line) => options.onOwnerLine?.(line))
    }
    const died = once(child, 'exit').then(() => {
      throw new Error(`The integration did not start:\n${printed.join('')}`)
    })
    const [told]: unknown[] = await Promise.race([once(child, 'message'), died])
    died.catch(() => undefined)
    return new IntegrationProcess(child, printed, `http://127.0.0.1:${isTold(told) ? told.port : ''}`)
  }

  public get output(): string {
    return this.printed.join('')
  }

  /**
   * Reads its clock, after it was put ahead of the real one where `aheadMs` is given.
   * @returns epoch ms; undefined for one that is dead, or dies meanwhile
   */
  public async clock(aheadMs?: number): Promise<number | undefined> {
    const asking = this.asking.then(() => this.ask(aheadMs))
    this.asking = asking
    return asking
  }

  public get pid(): number | undefined {
    return this.child.pid
  }

  public get isRunning(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null
  }

  /** Ends it at once, in the middle of whatever it does. */
  public async kill(): Promise<void> {
    if (this.isRunning) {
      const exited = once(this.child, 'exit')
      this.child.kill('SIGKILL')
      await exited
    }
  }

  private async ask(aheadMs: number | undefined): Promise<number | undefined> {
    if (!this.isRunning) {
      return undefined
    }
    const abort = new AbortController()
    const { signal } = abort
    const done = Promise.race([once(this.child, 'message', { signal }), once(this.child, 'exit', { signal })])
    this.child.send({ aheadMs }, () => undefined)
    const [answer]: unknown[] = await done
    abort.abort()
    return isTold(answer) ? answer.now : undefined
  }
}
