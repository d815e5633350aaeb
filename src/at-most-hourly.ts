const HOUR_MS = 3_600_000

const lastAt = new Map<string, number>()

/**
 * Says something at most once an hour in each process, so that whoever can provoke it cannot fill a log. No call to
 * Botpress is spent on it.
 * @param topic tells apart what is said; from our own list, never from outside
 */
export const atMostHourly = (topic: 'secret' | 'seal', say: () => void): void => {
  const last = lastAt.get(topic)
  if (last === undefined || Date.now() - last >= HOUR_MS) {
    lastAt.set(topic, Date.now())
    say()
  }
}
