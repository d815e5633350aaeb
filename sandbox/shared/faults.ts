/** What an embedded service can be told to do wrong. */
export type Fault =
  /** Answers with this status. `afterWork`: only after the request has been carried out. */
  | { kind: 'status'; status: number; body?: unknown; headers?: Record<string, string>; afterWork?: boolean }
  /** Waits, then works as usual. `ms`: of the real time, however fast the sandbox's own passes. */
  | { kind: 'delay'; ms: number }
  /** Cuts the connection. `afterWork`: only after the request has been carried out. */
  | { kind: 'reset'; afterWork?: boolean }
  /** Never answers. `afterWork`: the request is carried out all the same. */
  | { kind: 'hang'; afterWork?: boolean }

/** A fault and the requests it is for. */
export type FaultRule = {
  fault: Fault
  /** HTTP method, upper case; every method when left out. */
  method?: string
  /** Tested against the path without the query; every path when left out. */
  path?: RegExp
  /** A further condition, on the operation as it is written on the wire. */
  where?: (operation: string) => boolean
  /** Told each time it strikes, before it does. */
  onStrike?: () => void
  /** How many matching requests pass before it strikes. Default 0. */
  skip?: number
  /** How often it strikes. Default: until it is removed. */
  times?: number
}

type Request = { method: string; path: string; operation: string }

type ArmedRule = FaultRule & { skip: number; times: number }

/** The faults an embedded service has been given; the service asks `take` once for each request. */
export class Faults {
  private rules: ArmedRule[] = []

  /** Arms a fault. @returns a function that removes it */
  public add(rule: FaultRule): () => void {
    const armed = { skip: 0, times: Number.POSITIVE_INFINITY, ...rule }
    this.rules.push(armed)
    return () => {
      this.rules = this.rules.filter((other) => other !== armed)
    }
  }

  public clear(): void {
    this.rules = []
  }

  /** The fault that strikes this request, if any; counts it as struck. */
  public take(request: Request): Fault | undefined {
    for (const armed of this.rules) {
      if (armed.times <= 0 || !isFor(armed, request)) {
        continue
      }
      if (armed.skip > 0) {
        armed.skip -= 1
        continue
      }
      armed.times -= 1
      armed.onStrike?.()
      return armed.fault
    }
    return undefined
  }
}

const isFor = (rule: FaultRule, { method, path, operation }: Request): boolean =>
  (!rule.method || rule.method === method) &&
  (!rule.path || rule.path.test(path)) &&
  (!rule.where || rule.where(operation))
