import { readFile } from 'node:fs/promises'

const VM_RSS_KB = /^VmRSS:\s+(\d+) kB/m

/**
 * The memory that a process holds.
 * @throws {Error} where there is no /proc
 */
export const residentBytes = async (pid: number | undefined): Promise<number> => {
  const [, kilobytes] = VM_RSS_KB.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1024
}
