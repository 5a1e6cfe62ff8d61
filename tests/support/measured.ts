const rss = () => process.memoryUsage.rss()

export interface Measured<T> {
  readonly answer: T
  readonly ms: number
  /** By how many bytes the whole process grew at most, the reading thread within it. */
  readonly growth: number
}

/** Does the work and watches the process meanwhile. */
export async function measured<T>(work: () => Promise<T>): Promise<Measured<T>> {
  const before = rss()
  let peak = before
  const watch = () => {
    peak = Math.max(peak, rss())
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
