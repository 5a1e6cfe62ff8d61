import type { Grid } from './grid.ts'

/** As many rows and columns as are read of a workbook; what lies beyond is not read. */
const MOST_ROWS = 20_000
const MOST_COLUMNS = 52
const SEPARATORS = ['\t', ',', ';', '，', '；'] as const

/** Pasted or comma-separated text as cells, quotes taken off; one name a line is one column. */
export function gridOfText(text: string): Pick<Grid, 'rows'> {
  const plain = text.replace(/^\ufeff/, '').replace(/\r\n?|\u2028|\u2029|\u0085/g, '\n')
  const separator = separatorOf(plain)
  return { rows: split(plain, separator, true) ?? split(plain, separator, false)! }
}

/** The one that most lines have, outside quotes; undefined for one name a line. */
function separatorOf(text: string): string | undefined {
  const counts = new Map<string, number>()
  for (const line of text.replace(/"[^"]*"/g, '').split('\n', MOST_ROWS)) {
    for (const separator of SEPARATORS) {
      if (line.includes(separator)) counts.set(separator, (counts.get(separator) ?? 0) + 1)
    }
  }
  const most = Math.max(0, ...counts.values())
  return SEPARATORS.find((separator) => counts.get(separator) === most)
}

/** undefined where a quote is opened and never closed: then quotes are letters like any other. */
function split(text: string, separator: string | undefined, quotes: boolean): string[][] | undefined {
  const rows: string[][] = []
  let cells: string[] = []
  let cell = ''
  let from = 0
  let quoted = false
  /** Adds what was passed since the last mark; the mark at `i` itself is left out. */
  const take = (i: number) => {
    cell += text.slice(from, i)
    from = i + 1
  }
  const closeCell = () => {
    if (cells.length < MOST_COLUMNS) cells.push(cell)
    cell = ''
  }
  const closeRow = () => {
    closeCell()
    rows.push(cells)
    cells = []
  }
  for (let i = 0; i < text.length && rows.length < MOST_ROWS; i++) {
    const letter = text[i]
    if (quoted) {
      if (letter !== '"') continue
      take(i)
      if (text[i + 1] === '"') {
        from = i + 1 // of two quotes the second stands
        i++
      } else quoted = false
    } else if (quotes && letter === '"' && cell === '' && from === i) {
      take(i)
      quoted = true
    } else if (letter === separator) {
      take(i)
      closeCell()
    } else if (letter === '\n') {
      take(i)
      closeRow()
    }
  }
  if (quoted) return undefined
  if (rows.length < MOST_ROWS) take(text.length)
  if (cell !== '' || cells.length > 0) closeRow()
  return rows
}
