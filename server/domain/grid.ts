/** A sheet as plain cells: what is left of a workbook once nothing in it can do harm. */
export interface Grid {
  readonly name: string
  /** rows[r][c], from 0; short rows simply end. */
  readonly rows: readonly (readonly CellValue[])[]
  /** Cells that hold a formula, by address ("K24"); `uncached` ones have no value stored with it, `error` ones show #REF!. */
  readonly formulas: ReadonlyMap<string, 'cached' | 'uncached' | 'error'>
}

export type CellValue = string | number | boolean | null

/** 0 → "A", 25 → "Z", 26 → "AA". */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

/** "K24" from row 23, column 10. */
export const address = (row: number, column: number): string => `${columnName(column)}${row + 1}`
