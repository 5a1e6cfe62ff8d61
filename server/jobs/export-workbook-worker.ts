import { parentPort, workerData } from 'node:worker_threads'
import { exportRubric } from '#domain/cis/export.ts'
import type { Rubric } from '#domain/rubric.ts'
import { writeWorkbook } from './write-workbook.ts'

const sheets = exportRubric(workerData as Rubric)
parentPort?.postMessage(sheets.ok ? { ok: true, value: await writeWorkbook(sheets.value) } : sheets)
