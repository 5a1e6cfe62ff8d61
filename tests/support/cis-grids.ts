import type { CellValue, Grid } from '#domain/grid.ts'

export type Row = readonly (CellValue | undefined)[]
/** A sheet of these rows; of the cells named, the formula has no value. */
export const grid = (name: string, rows: readonly Row[], uncached: readonly string[] = []): Grid => ({
  name,
  rows: rows.map((row) => row.map((cell) => cell ?? null)),
  formulas: new Map(uncached.map((cell) => [cell, 'uncached'])),
})
/** The header row of the modern layout. */
export const MODERN: Row = [
  'Sub\r\nCriterion\r\nID',
  'Sub Criterion\r\nName or Description',
  'Day of Marking',
  'Aspect\r\nType\r\nM = Meas\r\nJ = Judg',
  'Aspect - Description',
  'Judg Score',
  'Extra Aspect Description (Meas or Judg)\r\nOR\r\nJudgement Score Description (Judg only)',
  'Requirement\r\n(Measurement Only)',
  'WSOS Section',
  'Calculation Row \r\n(Export only)',
  'Max\r\nMark',
]
/** Four rows that describe a judgement's levels, from the column of their numbers. */
export const levels = (at: number, width = 7): Row[] =>
  [0, 1, 2, 3].map((level) => {
    const row: CellValue[] = Array(width).fill(null)
    row[at] = level
    row[at + 1] = `level ${level}`
    return row
  })
/** A sheet in the modern layout: a title, a header row of criterion A, and these rows. */
export const modern = (...rows: Row[]) =>
  grid('CIS Marking Scheme Import', [['17 Web'], [...MODERN, 'Criterion A', 'Total\nMark', 3], ...rows])
