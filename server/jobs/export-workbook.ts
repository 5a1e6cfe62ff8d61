import { Worker } from 'node:worker_threads'
import type { ExportRefusal } from '#domain/cis/export-words.ts'
import type { Result } from '#domain/result.ts'
import type { Rubric } from '#domain/rubric.ts'

export type ExportAnswer = Result<Uint8Array<ArrayBuffer>, readonly ExportRefusal[]>

/** The bytes of a rubric's CIS workbook, made in a thread of its own: a large one takes a second that no mark may wait. */
export function exportWorkbook(rubric: Rubric): Promise<ExportAnswer> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./export-workbook-worker.ts', import.meta.url), { workerData: rubric })
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}
