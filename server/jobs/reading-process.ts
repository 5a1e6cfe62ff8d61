import { getHeapStatistics } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { readPointsFile } from './points-file.ts'
import type { Asked, Told } from './read-file.ts'
import { readRosterFile } from './roster-file.ts'
import { readRubric } from './rubric-file.ts'
import { readScheme } from './scheme-file.ts'

/** The other side of read-file.ts: reads one file at a time, and keeps nothing of it. */
const readings = { scheme: readScheme, roster: readRosterFile, rubric: readRubric, points: readPointsFile }

/** What a file holds stands below `read` alone: at its top a message has three words, none of which Node takes for its own. */
const tell = (told: Told | 'ready') => process.send?.(told)

process.on('message', async ({ turn, as, bytes }: Asked) => {
  const read = await readings[as](bytes)
  const { total_heap_size, external_memory } = getHeapStatistics()
  tell({ turn, read, held: total_heap_size + external_memory })
})

// Whoever stops a server may signal all its processes at once. The server ends first, and this one with it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.once('disconnect', () => process.exit())
/** While a file is read nobody here hears that the server died: this thread looks whether it is still there. */
const WATCH = `
  const server = process.ppid
  const isThere = () => {
    try {
      return process.ppid === server && process.kill(server, 0)
    } catch {
      return false
    }
  }
  setInterval(() => isThere() || process.kill(process.pid, 'SIGKILL'), 500)`
new Worker(WATCH, { eval: true }).unref()

tell('ready')
