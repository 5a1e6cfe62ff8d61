import { type Cell, type CellStyle, type WriteSheet, writeXlsx } from 'hucre/xlsx'
import type { WrittenCell, WrittenSheet } from '#domain/written-sheet.ts'

const HEAD: CellStyle = {
  font: { name: 'Calibri', size: 11, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFE7E6E6' } },
  alignment: { wrapText: true, vertical: 'top' },
}
const TEXT: CellStyle = { alignment: { wrapText: true, vertical: 'top' } }
const MARKS: CellStyle = { numFmt: '0.00', alignment: { vertical: 'top' } }

/** The bytes of a workbook. Its properties name nobody. */
export const writeWorkbook = (sheets: readonly WrittenSheet[]): Promise<Uint8Array> =>
  writeXlsx({ sheets: sheets.map(sheetOf) })

const sheetOf = ({ name, rows, merges, widths }: WrittenSheet): WriteSheet => ({
  name,
  cells: new Map(
    rows.flatMap((cells, row) =>
      cells.flatMap((cell, column) => (cell === null ? [] : [[`${row},${column}`, cellOf(cell)] as const])),
    ),
  ),
  merges: merges.map(({ row, from, to }) => ({ startRow: row, startCol: from, endRow: row, endCol: to })),
  columns: widths.map((width) => ({ width })),
})

function cellOf(cell: NonNullable<WrittenCell>): Partial<Cell> {
  if (typeof cell === 'string') return textCell(cell, TEXT)
  if (typeof cell !== 'object') return { value: cell, style: TEXT }
  if ('head' in cell) return textCell(cell.head, HEAD)
  const { marks, formula } = cell
  return formula === null
    ? { value: marks, style: MARKS }
    : { value: marks, type: 'formula', formula, formulaResult: marks, style: MARKS }
}

/**
 * A text that stays one. The writer would take "#N/A" for an error, and every reader takes "_x0041_" for an "A"; a text
 * that begins with =, +, - or @ is only a text to it.
 */
function textCell(text: string, style: CellStyle): Partial<Cell> {
  const escaped = text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return { value: escaped, style, ...(text.startsWith('#') ? { richText: [{ text: escaped }] } : {}) }
}
