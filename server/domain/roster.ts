import type { CellValue, Grid } from './grid.ts'
import { hidesSomething, plainText } from './plain-text.ts'
import { isSerial, type RosterColumn, readHead } from './roster-columns.ts'

/** A roster as it would be taken over, and what a person should look at first. Nothing is kept before that. */
export interface Roster {
  /** The row with the column headers, from 1; null where the columns were told by what they hold. */
  readonly headerRow: number | null
  readonly columns: readonly RosterColumn[]
  readonly rows: readonly RosterRow[]
  readonly problems: readonly RosterProblem[]
}

export interface RosterRow {
  /** The row in the file, from 1. */
  readonly row: number
  readonly name: string
  readonly organization: string
  readonly station: string | null
  /** Plain text: the scheme says which divisions there are, and the opening compares. */
  readonly division: string | null
}

export type RosterProblem =
  | { readonly kind: 'no-names' }
  /** The same name from the same employer stands in row `first`; left out unless somebody takes it in. */
  | ({ readonly kind: 'duplicate'; readonly first: number } & RosterRow)
  | { readonly kind: 'name-missing'; readonly row: number }
  | { readonly kind: 'name-too-long'; readonly row: number; readonly most: number }
  | {
      readonly kind: 'organization-shortened' | 'station-shortened' | 'division-shortened'
      readonly row: number
      readonly name: string
      readonly most: number
    }
  /** Characters that cannot be seen were taken out of this row. */
  | { readonly kind: 'hidden-characters'; readonly row: number; readonly name: string }
  /** Identity numbers are not needed to mark, and are not kept. */
  | { readonly kind: 'identity-dropped'; readonly header: string }
  | { readonly kind: 'column-ignored'; readonly header: string }
  /** Another sheet of the workbook holds a roster too; only one is read. */
  | { readonly kind: 'sheet-ignored'; readonly sheet: string }
  /** Only the first `most` of them were looked at. */
  | { readonly kind: 'too-many-rows'; readonly rows: number; readonly most: number }

const MOST = { name: 60, organization: 120, station: 20, division: 100 }
const MOST_ROWS = 2000

const textOf = (value: CellValue | undefined): string => (value === null || value === undefined ? '' : String(value))
const shown = (value: CellValue | undefined): string => plainText(textOf(value))
const hides = (value: CellValue | undefined): boolean => hidesSomething(textOf(value))

/** "林　岚" is set wide to stand under longer names; names in Chinese letters have no spaces. */
const nameOf = (text: string): string => (/^[\p{Script=Han} ]+$/u.test(text) ? text.replace(/ /g, '') : text)

/** Cut to what can be kept, never through the middle of a letter. */
const cut = (text: string, most: number): string =>
  text
    .slice(0, most)
    .replace(/\p{Cs}$/u, '')
    .trim()

/** Two rows with the same key are taken for the same competitor, until a person says otherwise. */
export const competitorKey = ({ name, organization }: Pick<RosterRow, 'name' | 'organization'>): string =>
  `${name}\n${organization}`

/** Reads a roster from cells. What stands in it is text and stays text, formulas' signs and all. */
export function readRoster(grid: Pick<Grid, 'rows'>): Roster {
  const rows = grid.rows.map((cells) => cells.map(shown))
  const head = readHead(rows)
  const at = (role: RosterColumn['role']) => head.columns.findIndex((column) => column.role === role)
  const [name, organization, station, division] = [at('name'), at('organization'), at('station'), at('division')]
  const problems = head.columns.flatMap(columnProblem)
  const people = rows.flatMap((cells, i) => (i > head.row && cells.some((cell) => cell !== '') ? [i] : []))
  const found: RosterRow[] = []
  const first = new Map<string, number>()
  for (const i of name < 0 ? [] : people.slice(0, MOST_ROWS)) {
    const read = (column: number) => (column < 0 ? '' : (rows[i]![column] ?? ''))
    const row = i + 1
    const entry: RosterRow = {
      row,
      name: nameOf(read(name)),
      organization: cut(read(organization), MOST.organization),
      station: cut(read(station), MOST.station) || null,
      division: cut(read(division), MOST.division) || null,
    }
    if (entry.name === '') {
      problems.push({ kind: 'name-missing', row })
      continue
    }
    if (entry.name.length > MOST.name) {
      problems.push({ kind: 'name-too-long', row, most: MOST.name })
      continue
    }
    const about = { row, name: entry.name }
    if ([name, organization, station, division].some((column) => hides(grid.rows[i]![column]))) {
      problems.push({ kind: 'hidden-characters', ...about })
    }
    if (read(organization).length > MOST.organization) {
      problems.push({ kind: 'organization-shortened', ...about, most: MOST.organization })
    }
    if (read(station).length > MOST.station) {
      problems.push({ kind: 'station-shortened', ...about, most: MOST.station })
    }
    if (read(division).length > MOST.division) {
      problems.push({ kind: 'division-shortened', ...about, most: MOST.division })
    }
    const key = competitorKey(entry)
    const before = first.get(key)
    if (before === undefined) {
      first.set(key, row)
      found.push(entry)
    } else problems.push({ kind: 'duplicate', first: before, ...entry })
  }
  if (found.length === 0) problems.push({ kind: 'no-names' })
  if (people.length > MOST_ROWS) problems.push({ kind: 'too-many-rows', rows: people.length, most: MOST_ROWS })
  return { headerRow: head.row < 0 ? null : head.row + 1, columns: head.columns, rows: found, problems }
}

function columnProblem({ header, role }: RosterColumn): RosterProblem[] {
  if (role === 'identity') return [{ kind: 'identity-dropped', header }]
  return role === 'ignored' && header !== '' && !isSerial(header) ? [{ kind: 'column-ignored', header }] : []
}
