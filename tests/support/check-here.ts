import { readXlsx } from 'hucre/xlsx'
import { type CisCheck, checkWorkbook } from '#domain/cis/check.ts'
import type { CellValue } from '#domain/grid.ts'

/** What the import makes of a workbook, read in this thread: a loaded machine may need longer than an import is given. */
export async function checkHere(bytes: Uint8Array): Promise<CisCheck> {
  const { sheets } = await readXlsx(bytes)
  const plain = (value: unknown) => (value === undefined || typeof value === 'object' ? null : (value as CellValue))
  return checkWorkbook(
    sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(plain)), formulas: new Map() })),
  )
}
