import { TooBusy } from './too-busy.ts'

/**
 * Runs at most `running` works at a time, the others in the order in which they came. Where more than `waiting` wait
 * already, throws `TooBusy` at once: a queue without an end is served to nobody.
 */
export function fewAtOnce(running: number, waiting: number) {
  let free = running
  const queue: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (free > 0) free--
    else if (queue.length >= waiting) throw new TooBusy(`more than ${waiting} wait already`)
    else await new Promise<void>((go) => queue.push(go))
    try {
      return await work()
    } finally {
      const next = queue.shift()
      if (next) next()
      else free++
    }
  }
}
