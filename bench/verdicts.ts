import { FLOOR, PRODUCT, type Results } from './bench'
import { FLOWS } from './flows'
import { steepest } from './stats'

/** A number that is to stay below a target, and whether it does. */
export type Verdict = { what: string; value: number; target: number; met: boolean }

/** The floor's start, and the CPU of a message, may be exceeded by so much. */
const START_TARGET = 1.1
const CPU_TARGET = 1.15
/** A step that grows as fast as its input measures as 1, give or take the noise of a busy machine. */
const GROWTH_TARGET = 1.1

type Named = { contender: string }

/**
 * A number of the product in numbers of the floor.
 * @param contender another one to compare with the floor
 */
export const inFloors = <T extends Named>(results: T[], read: (result: T) => number, contender = PRODUCT): number => {
  const of = (name: string): number => {
    const result = results.find((each) => each.contender === name)
    return result ? read(result) : Number.NaN
  }
  return of(contender) / of(FLOOR)
}

const verdict = (what: string, value: number, target: number): Verdict => ({
  what,
  value,
  target,
  met: value <= target,
})

/** Holds everything that has a target against it. */
export const verdictsOn = ({ flows, throughput, start, growth }: Results): Verdict[] => {
  return [
    ...FLOWS.flatMap(({ name, target }) => {
      const results = flows.filter(({ flow }) => flow === name)
      return target === undefined ? [] : [verdict(`${name}, time in floors`, inFloors(results, byMedian), target)]
    }),
    ...groups(throughput).map(({ name, results }) =>
      verdict(
        `${name}, CPU in floors`,
        inFloors(results, ({ cpuMs }) => cpuMs),
        CPU_TARGET
      )
    ),
    verdict('start to first answer, time in floors', inFloors(start, byMedian), START_TARGET),
    ...growth.flatMap(({ scale, points }) => [
      verdict(`${scale}, steepest step of CPU against its input`, steepest(points, 'cpuMs'), GROWTH_TARGET),
      verdict(`${scale}, steepest step of calls against its input`, steepest(points, 'calls'), GROWTH_TARGET),
    ]),
  ]
}

const byMedian = ({ medianMs }: { medianMs: number }): number => medianMs

/** The results of a direction and a number in flight, of all contenders. */
export const groups = (throughput: Results['throughput']): { name: string; results: Results['throughput'] }[] => {
  const names = new Map<string, Results['throughput']>()
  for (const result of throughput) {
    const name = `${result.kind}, ${result.inFlight} in flight`
    names.set(name, [...(names.get(name) ?? []), result])
  }
  return [...names].map(([name, results]) => ({ name, results }))
}
