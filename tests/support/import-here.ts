import { readXlsx } from 'hucre/xlsx'
import { checkWorkbook } from '#domain/cis/check.ts'
import type { CellValue } from '#domain/grid.ts'
import type { Rubric } from '#domain/rubric.ts'

/** What the import makes of a written workbook, read in this thread: a loaded machine may need longer than an import is given. */
export async function importHere(bytes: Uint8Array): Promise<Rubric | null> {
  const { sheets } = await readXlsx(bytes)
  const plain = (value: unknown) => (value === undefined || typeof value === 'object' ? null : (value as CellValue))
  return checkWorkbook(
    sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map(plain)), formulas: new Map() })),
  ).rubric
}
