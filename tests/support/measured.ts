import { ownMemory } from '../../server/jobs/process-cost.ts'
import { readingPid } from './reading-process.ts'

const rss = () => process.memoryUsage.rss()

/**
 * What the reading process holds counts in full, even where it was there before: its heap, the file, and what Node takes
 * to run at all. Only the pages of Node's own program do not, which it has in common with this process. The bound is thus
 * on what all reading adds to a server that never read a file. Where there is no /proc, this process alone is counted.
 */
function ofReading(): number {
  const pid = readingPid()
  return pid === undefined ? 0 : ownMemory(pid)
}

export interface Measured<T> {
  readonly answer: T
  readonly ms: number
  /** By how many bytes the process grew at most, and the reading process with it. */
  readonly growth: number
}

/** Does the work and watches both processes meanwhile. */
export async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  const before = rss()
  let peak = before
  const watch = () => {
    peak = Math.max(peak, rss() + ofReading())
  }
  const watching = setInterval(watch, 5)
  const began = performance.now()
  try {
    const answer = await work()
    const ms = performance.now() - began
    watch()
    return { answer, ms, growth: peak - before }
  } finally {
    clearInterval(watching)
  }
}
