import { readdir, readFile } from 'node:fs/promises'

/**
 * CPU time that a process has used, all its threads together, in ms. Linux only: the kernel tells it in nanoseconds
 * in `/proc/<pid>/task/<thread>/schedstat`.
 * @returns NaN where that cannot be read
 */
export const processCpuMs = async (pid: number | undefined): Promise<number> => {
  try {
    const threads = await readdir(`/proc/${pid}/task`)
    const stats = await Promise.all(threads.map((id) => readFile(`/proc/${pid}/task/${id}/schedstat`, 'utf8')))
    return stats.reduce((sum, stat) => sum + Number.parseInt(stat, 10), 0) / 1e6
  } catch {
    return Number.NaN
  }
}
