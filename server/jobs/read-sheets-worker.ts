import { parentPort, workerData } from 'node:worker_threads'
import { readXlsx } from 'hucre/xlsx'
import { address, type CellValue, type Grid } from '#domain/grid.ts'
import { ok } from '#domain/result.ts'
import { checkArchive } from './archive.ts'
import type { SheetsAnswer } from './read-sheets.ts'

/** More than any scheme or roster has; what lies beyond is not read. */
const MOST_COLUMNS = 'AZ'
const MOST_ROWS = 20_000

async function read(bytes: Uint8Array): Promise<SheetsAnswer> {
  const checked = checkArchive(bytes)
  if (!checked.ok) return checked
  const workbook = await readXlsx(checked.value, { range: `A1:${MOST_COLUMNS}${MOST_ROWS}`, maxRows: MOST_ROWS })
  return ok(
    workbook.sheets.map(
      (sheet): Grid => ({
        name: sheet.name,
        rows: sheet.rows.map((row) => row.map(plain)),
        formulas: new Map(
          [...(sheet.cells ?? [])].flatMap(([key, cell]) => {
            if (cell.type !== 'formula' && cell.formula === undefined) return []
            const [row = 0, column = 0] = key.split(',').map(Number)
            const value = cell.formulaResult ?? cell.value
            const state = value === null || value === undefined || value === '' ? 'uncached' : 'cached'
            return [[address(row, column), state] as const]
          }),
        ),
      }),
    ),
  )
}

/** Text, number, yes/no or nothing: dates as ISO days, rich text as its letters. */
function plain(value: unknown): CellValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  return null
}

const answer = async (): Promise<SheetsAnswer> => {
  try {
    return await read(workerData as Uint8Array)
  } catch {
    return { ok: false, error: { kind: 'not-a-workbook' } }
  }
}

parentPort?.postMessage(await answer())
