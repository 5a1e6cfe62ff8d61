import { getHeapStatistics } from 'node:v8'
import { parentPort } from 'node:worker_threads'
import { readPointsFile } from './points-file.ts'
import type { Asked, Told } from './read-file.ts'
import { readRosterFile } from './roster-file.ts'
import { readRubric } from './rubric-file.ts'
import { readScheme } from './scheme-file.ts'

/** The other side of read-file.ts: reads one file at a time, and keeps nothing of it. */
const readings = { scheme: readScheme, roster: readRosterFile, rubric: readRubric, points: readPointsFile }

parentPort?.on('message', async ({ as, bytes }: Asked) => {
  const read = await readings[as](bytes)
  const { total_heap_size, external_memory } = getHeapStatistics()
  parentPort?.postMessage({ read, held: total_heap_size + external_memory } satisfies Told)
})
parentPort?.postMessage('ready')
