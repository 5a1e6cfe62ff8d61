import { readXlsx } from 'hucre/xlsx'
import { address, type CellValue, type Grid } from '#domain/grid.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { openArchive, type Parts } from './archive.ts'
import { MOST_COLUMNS, MOST_ROWS, MOST_SHEETS } from './limits.ts'
import type { FileRefusal } from './refusals.ts'
import { storedZip } from './stored-zip.ts'
import { faultIn, sheetName } from './workbook-faults.ts'

/** A workbook as plain grids. Formulas are never evaluated and links never followed: what a cell last showed counts. */
export async function readSheets(bytes: Uint8Array): Promise<Result<readonly Grid[], FileRefusal>> {
  const opened = openArchive(bytes)
  if (!opened.ok) return opened
  const fault = faultIn(opened.value)
  if (fault) return err(fault)
  let isLong = false
  try {
    const { sheets } = await readXlsx(storedZip(withoutPhonetics(opened.value)), {
      range: `A1:${address(MOST_ROWS - 1, MOST_COLUMNS - 1)}`,
      maxRows: MOST_ROWS,
      sheets: (_, i) => {
        isLong ||= i >= MOST_SHEETS
        return !isLong
      },
    })
    return isLong ? err({ kind: 'too-many-sheets', most: MOST_SHEETS }) : ok(sheets.map(gridOf))
  } catch {
    return err({ kind: 'damaged', part: '' })
  }
}

/** How a word is spoken stands beside it in the cell; the reader would take it for a part of the word. */
function withoutPhonetics(parts: Parts): Parts {
  const heard = [...parts].filter(([, data]) => Buffer.from(data.buffer, data.byteOffset, data.length).includes('rPh'))
  const silent = heard.map(([name, data]) => {
    const xml = new TextDecoder().decode(data).replace(/<((?:\w+:)?rPh)[\s>].*?<\/\1>/gs, '')
    return [name, new TextEncoder().encode(xml)] as const
  })
  return new Map([...parts, ...silent])
}

type Sheet = Awaited<ReturnType<typeof readXlsx>>['sheets'][number]

function gridOf(sheet: Sheet): Grid {
  const rows = sheet.rows.map((row) => row.map(plain))
  const formulas = new Map<string, 'cached' | 'uncached' | 'error'>()
  for (const [key, cell] of sheet.cells ?? []) {
    const [row = 0, column = 0] = key.split(',').map(Number)
    const cells = rows[row]
    if (cell.type === 'error') {
      formulas.set(address(row, column), 'error')
      if (cells) cells[column] = null
    } else if (cell.type === 'formula' || cell.formula !== undefined) {
      const value = cell.formulaResult ?? cell.value
      const state = value === null || value === undefined || value === '' ? 'uncached' : 'cached'
      formulas.set(address(row, column), state)
    }
  }
  return { name: sheetName(sheet.name), rows, formulas }
}

/** Text, number, yes/no or nothing: dates as ISO days, rich text as its letters. */
function plain(value: unknown): CellValue {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10)
  return null
}
