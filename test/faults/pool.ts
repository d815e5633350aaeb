import { World, type WorldOptions } from './world'

/** A few worlds in which cases are tried at the same time, one in each. */
export class Pool {
  private worlds: World[] = []
  private readonly free: World[] = []
  private readonly waiting: ((world: World) => void)[] = []

  public constructor(
    private readonly size: number,
    private readonly options: WorldOptions = {}
  ) {}

  public async open(): Promise<void> {
    this.worlds = await Promise.all(Array.from({ length: this.size }, () => World.start(this.options)))
    this.free.push(...this.worlds)
  }

  /** Does something in a world of its own, as soon as one is free. */
  public async use<T>(work: (world: World) => Promise<T>): Promise<T> {
    const world = this.free.pop() ?? (await new Promise<World>((resolve) => this.waiting.push(resolve)))
    try {
      return await work(world)
    } finally {
      const next = this.waiting.shift()
      if (next) {
        next(world)
      } else {
        this.free.push(world)
      }
    }
  }

  public async close(): Promise<void> {
    await Promise.all(this.worlds.map((world) => world.close()))
  }
}
