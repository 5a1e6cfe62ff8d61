import { type CellValue, columnName, type Grid } from './grid.ts'

/** A roster as it would be taken over, and what a person should look at first. Nothing is kept before that. */
export interface Roster {
  readonly columns: readonly RosterColumn[]
  readonly rows: readonly RosterRow[]
  readonly problems: readonly RosterProblem[]
}

export interface RosterColumn {
  readonly header: string
  readonly role: 'name' | 'organization' | 'station' | 'identity' | 'ignored'
}

export interface RosterRow {
  /** The row in the file, from 1. */
  readonly row: number
  readonly name: string
  readonly organization: string
  readonly station: string | null
}

export type RosterProblem =
  | { readonly kind: 'no-names' }
  /** The same name from the same employer stands in an earlier row; left out unless somebody takes it in. */
  | { readonly kind: 'duplicate'; readonly row: number; readonly first: number; readonly name: string }
  | { readonly kind: 'name-missing'; readonly row: number }
  | { readonly kind: 'name-too-long'; readonly row: number; readonly most: number }
  /** Characters that cannot be seen were taken out of the name. */
  | { readonly kind: 'hidden-characters'; readonly row: number; readonly name: string }
  /** Identity numbers are not needed to mark, and are not kept. */
  | { readonly kind: 'identity-dropped'; readonly header: string }
  | { readonly kind: 'column-ignored'; readonly header: string }
  | { readonly kind: 'too-many-rows'; readonly rows: number; readonly most: number }

const MOST_NAME = 60
const MOST_ROWS = 2000

const roles: readonly (readonly [RosterColumn['role'], RegExp])[] = [
  ['identity', /身份证|证件号|id ?(card|number)|identity|passport/i],
  ['name', /^(姓名|选手(姓名)?|参赛(选手|者|人员)(姓名)?|名字|学员|name|competitor|participant|full name)$/i],
  ['organization', /单位|企业|公司|学校|院校|选送|代表队|employer|organi[sz]ation|company|school|team|member/i],
  ['station', /工位|台位|机位|station|bench|workplace/i],
]

/** Control and format characters: what nobody can see, and what turns text around. */
const HIDDEN = /[\p{Cc}\p{Cf}]/gu

const trimmed = (value: CellValue | undefined): string =>
  value === null || value === undefined
    ? ''
    : String(value)
        .normalize('NFC')
        .replace(/[\s\u3000]+/g, ' ')
        .trim()

const visible = (text: string): string => text.replace(HIDDEN, '').trim()

const roleOf = (header: string): RosterColumn['role'] =>
  roles.find(([, pattern]) => pattern.test(header))?.[0] ?? 'ignored'

/**
 * Reads a roster from cells: headers in any order, Chinese or English; without headers the first column is the name and
 * the second the employer.
 */
export function readRoster(grid: Pick<Grid, 'rows'>): Roster {
  const rows = grid.rows.map((cells) => cells.map(trimmed))
  const head = rows.findIndex((cells) => cells.some((cell) => roleOf(visible(cell)) === 'name'))
  const columns = head >= 0 ? rows[head]!.map(columnOf) : withoutHeader(rows)
  const problems: RosterProblem[] = columns.flatMap(({ header, role }): RosterProblem[] => {
    if (role === 'identity') return [{ kind: 'identity-dropped', header }]
    return role === 'ignored' && header !== '' && !/^(序号|编号|no\.?|#)$/i.test(header)
      ? [{ kind: 'column-ignored', header }]
      : []
  })
  const at = (role: RosterColumn['role']) => columns.findIndex((column) => column.role === role)
  const [name, organization, station] = [at('name'), at('organization'), at('station')]
  if (name < 0) return { columns, rows: [], problems: [...problems, { kind: 'no-names' }] }
  const found: RosterRow[] = []
  const first = new Map<string, number>()
  for (const [i, cells] of rows.entries()) {
    if (i <= head || cells.every((cell) => visible(cell) === '')) continue
    const row = i + 1
    const raw = cells[name] ?? ''
    const shown = visible(raw)
    if (shown === '') {
      problems.push({ kind: 'name-missing', row })
      continue
    }
    if ([...shown].length > MOST_NAME) {
      problems.push({ kind: 'name-too-long', row, most: MOST_NAME })
      continue
    }
    if (shown !== raw) problems.push({ kind: 'hidden-characters', row, name: shown })
    const employer = organization < 0 ? '' : visible(cells[organization] ?? '').slice(0, 120)
    const key = `${shown}\n${employer}`
    const before = first.get(key)
    if (before !== undefined) {
      problems.push({ kind: 'duplicate', row, first: before, name: shown })
      continue
    }
    first.set(key, row)
    const bench = station < 0 ? '' : visible(cells[station] ?? '').slice(0, 20)
    found.push({ row, name: shown, organization: employer, station: bench === '' ? null : bench })
  }
  if (found.length === 0) problems.push({ kind: 'no-names' })
  if (found.length > MOST_ROWS) problems.push({ kind: 'too-many-rows', rows: found.length, most: MOST_ROWS })
  return { columns, rows: found.slice(0, MOST_ROWS), problems }
}

const columnOf = (cell: string): RosterColumn => {
  const header = visible(cell)
  return { header, role: roleOf(header) }
}

function withoutHeader(rows: readonly (readonly string[])[]): RosterColumn[] {
  const width = Math.max(0, ...rows.map((cells) => cells.length))
  return Array.from({ length: width }, (_, i) => ({
    header: columnName(i),
    role: i === 0 ? 'name' : i === 1 ? 'organization' : i === 2 ? 'station' : 'ignored',
  }))
}

/** Pasted or comma-separated text as cells: tabs where there are any, else commas; one name a line is one column. */
export function gridOfText(text: string): Pick<Grid, 'rows'> {
  const separator = text.includes('\t') ? '\t' : /[,，]/.test(text) ? ',' : '\n'
  const rows: string[][] = [[]]
  let cell = ''
  let quoted = false
  const closeCell = () => {
    rows[rows.length - 1]!.push(cell)
    cell = ''
  }
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]!
    if (quoted) {
      if (letter === '"' && text[i + 1] === '"') {
        cell += '"'
        i++
      } else if (letter === '"') quoted = false
      else cell += letter
    } else if (letter === '"' && cell === '') quoted = true
    else if (letter === separator || (separator === ',' && letter === '，')) {
      closeCell()
      if (separator === '\n') rows.push([])
    } else if (letter === '\n') {
      closeCell()
      rows.push([])
    } else if (letter !== '\r') cell += letter
  }
  closeCell()
  return { rows }
}
