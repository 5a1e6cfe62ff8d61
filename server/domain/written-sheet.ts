import { address, type CellValue, type Grid } from './grid.ts'

/** A sheet to be written. A text is a text, whatever sign it begins with: only `formula` is ever computed. */
export interface WrittenSheet {
  readonly name: string
  readonly rows: readonly (readonly WrittenCell[])[]
  readonly merges: readonly Merge[]
  /** Of each column, in letters. */
  readonly widths: readonly number[]
}

export type WrittenCell =
  | CellValue
  /** Words above a column or a block. */
  | { readonly head: string }
  /** A number of marks with two decimals; with a formula it is the value stored beside it. */
  | { readonly marks: number; readonly formula: string | null }

/** Columns of one row that are one cell; all from 0. */
export interface Merge {
  readonly row: number
  readonly from: number
  readonly to: number
}

/** The sheet as somebody who reads the file sees it. */
export function gridOf({ name, rows }: WrittenSheet): Grid {
  const formulas = new Map<string, 'cached'>()
  for (const [r, cells] of rows.entries()) {
    for (const [c, cell] of cells.entries()) {
      if (typeof cell === 'object' && cell !== null && 'marks' in cell && cell.formula !== null) {
        formulas.set(address(r, c), 'cached')
      }
    }
  }
  return { name, rows: rows.map((cells) => cells.map(readValue)), formulas }
}

export const readValue = (cell: WrittenCell): CellValue =>
  typeof cell !== 'object' || cell === null ? cell : 'head' in cell ? cell.head : cell.marks
