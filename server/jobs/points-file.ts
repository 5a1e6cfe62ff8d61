import { address, type CellValue, type Grid } from '#domain/grid.ts'
import { plainText } from '#domain/plain-text.ts'
import type { TextRows } from '#domain/points-table.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FileRefusal } from './refusals.ts'
import { readTable } from './table-file.ts'

/** What comes behind works on the loop that takes marks: no more rows than a stage has entries, and some to spare. */
const MOST_ROWS = 3000
const MOST_LETTERS = 200

/** A table of points as texts, sheet by sheet, from a dropped file or from pasted text. */
export async function readPointsFile(bytes: Uint8Array): Promise<Result<readonly TextRows[], FileRefusal>> {
  const table = await readTable(bytes)
  if (!table.ok) return table
  const sheets = 'rows' in table.value ? [table.value] : table.value
  const long = sheets.find(({ rows }) => rows.length > MOST_ROWS)
  if (long) return err({ kind: 'too-many-rows', where: belowIn(long), most: MOST_ROWS })
  return ok(sheets.filter(({ rows }) => rows.length > 0).map(textsOf))
}

const belowIn = ({ name }: Pick<Grid, 'rows'> & Partial<Grid>) =>
  name ? `${name}!A${MOST_ROWS + 1}` : `A${MOST_ROWS + 1}`

const textsOf = (sheet: Pick<Grid, 'rows'> & Partial<Grid>): TextRows =>
  sheet.rows.map((cells, row) =>
    cells.map((cell, column) => {
      const formula = sheet.formulas?.get(address(row, column))
      // Nothing was ever worked out there: not the same as an empty cell, which leaves a mark as it is.
      if (formula === 'uncached' || formula === 'error') return '=?'
      return plainText(textOf(cell)).slice(0, MOST_LETTERS)
    }),
  )

/** Numbers as spreadsheets show them, to 15 figures: what a sum of 0.1 and 0.2 leaves behind is no part of the points. */
const textOf = (cell: CellValue): string => {
  if (cell === null) return ''
  return typeof cell === 'number' ? String(Number(cell.toPrecision(15))) : String(cell)
}
