import { existsSync, readFileSync } from 'node:fs'

const hasProc = existsSync('/proc/self/stat')
/** Linux counts in ticks of ten milliseconds, on every machine. */
const TICK = 10

/**
 * Milliseconds of a processor that the main thread of a process has had. What V8 compiles and tidies up beside it does not
 * count: it is more on the first file than on the next, and more on some machines. Where there is no /proc, the clock counts.
 */
export function processorTime(pid: number): number {
  if (!hasProc) return performance.now()
  const stat = told(pid, `task/${pid}/stat`)
  // The second field is the program's name in brackets, and may hold anything; the user's time is the fourteenth.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * TICK
}

/** Bytes of memory that a process has to itself: not the pages of its program's file. Where there is no /proc, none are seen. */
export const ownMemory = (pid: number): number =>
  Number(/^RssAnon:\s+(\d+)/m.exec(told(pid, 'status'))?.[1] ?? 0) * 1024

/** Nothing of a process that is gone: it spends no more, and holds no more. */
function told(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
