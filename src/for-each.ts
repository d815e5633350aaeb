/** How many calls to Botpress run side by side at most. */
const AT_ONCE = 10

/** Runs work for each item, some at a time, and waits for all of it before it throws. */
export const forEach = async <T, R>(items: T[], work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  const failures: unknown[] = []
  for (let next = 0; next < items.length; next += AT_ONCE) {
    const settled = await Promise.allSettled(items.slice(next, next + AT_ONCE).map(work))
    settled.forEach((each) => (each.status === 'fulfilled' ? results.push(each.value) : failures.push(each.reason)))
  }
  if (failures.length > 0) {
    throw failures[0]
  }
  return results
}
