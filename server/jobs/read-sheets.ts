import { Worker } from 'node:worker_threads'
import type { Grid } from '#domain/grid.ts'
import { err, type Result } from '#domain/result.ts'
import { type ArchiveRefusal, MOST_BYTES } from './archive.ts'

export type SheetsRefusal = ArchiveRefusal | { readonly kind: 'took-too-long' } | { readonly kind: 'too-much-memory' }
export type SheetsAnswer = Result<readonly Grid[], SheetsRefusal>

/** Whatever a file holds, somebody has an answer within this time. */
const TIME = 1800
const MEMORY = 160

/**
 * Reads a workbook into plain grids in a thread of its own, with bounds on time and memory: a bad file can neither hold
 * up the loop that takes marks nor take the process down.
 */
export function readSheets(bytes: Uint8Array): Promise<SheetsAnswer> {
  if (bytes.length > MOST_BYTES) return Promise.resolve(err({ kind: 'too-large', most: MOST_BYTES }))
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-sheets-worker.ts', import.meta.url), {
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: MEMORY, maxYoungGenerationSizeMb: 32 },
      stdout: true,
      stderr: true,
    })
    const settle = (answer: SheetsAnswer) => {
      clearTimeout(timer)
      void worker.terminate()
      resolve(answer)
    }
    const timer = setTimeout(() => settle(err({ kind: 'took-too-long' })), TIME)
    worker.once('message', settle)
    worker.once('error', (error: NodeJS.ErrnoException) =>
      settle(err({ kind: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-much-memory' : 'not-a-workbook' })),
    )
  })
}
