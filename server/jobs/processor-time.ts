import { existsSync, readFileSync } from 'node:fs'

const hasProc = existsSync('/proc/self/stat')
/** Linux counts in ticks of ten milliseconds, on every machine. */
const TICK = 10

/** Milliseconds of a processor that a process has had, on all its threads. Where there is no /proc, the clock counts. */
export function processorTime(pid: number): number {
  if (!hasProc) return performance.now()
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    // The second field is the program's name in brackets, and may hold anything; the user's time is the fourteenth.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) * TICK
  } catch {
    // It is gone, and spends no more.
    return 0
  }
}
