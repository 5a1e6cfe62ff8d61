import type { EntryState } from './entry.ts'
import type { EntryId, PartId } from './ids.ts'
import { plainText } from './plain-text.ts'
import { CODE, finderOf, keyOf, NAME, ORGANIZATION, type TextRows } from './points-table.ts'
import { asDecimal, type Decimal, isDecimal, ofDecimal, writtenOut } from './rational.ts'
import type { Attempt } from './worth.ts'

/** What a list of coefficients is read for: the parts with attempts, and who may stand in it. */
export interface AttemptsAsked {
  readonly parts: readonly { readonly id: PartId; readonly name: string; readonly planned: number }[]
  readonly entries: readonly {
    readonly id: EntryId
    readonly code: string
    readonly name: string
    readonly organization: string
    readonly state: EntryState
  }[]
}

/** One row: what it says of an attempt. What it leaves empty stays as it is. */
export interface AttemptRow {
  readonly row: number
  readonly entryId: EntryId
  readonly part: PartId
  readonly attempt: string
  readonly says: Partial<Pick<Attempt, Figure | 'isVoid'>>
}

/** Why a list, or one row of it, cannot be taken over. */
export type AttemptsFault =
  /** No header row with codes or names. */
  | { readonly kind: 'no-competitors' }
  /** No column says which attempt it is, what its difficulty is, or which of several parts. */
  | { readonly kind: 'no-attempts' | 'no-difficulty' | 'no-parts' }
  | { readonly kind: 'column-twice'; readonly header: string }
  | ({ readonly row: number; readonly text: string } & (
      | { readonly kind: 'unknown-entry' | 'entry-not-marked' | 'name-differs' | 'ambiguous' }
      | { readonly kind: 'unknown-part' | 'unknown-attempt' | 'not-a-number' | 'not-yes-or-no' }
      | { readonly kind: 'row-twice'; readonly first: number }
    ))

export interface AttemptsTable {
  readonly rows: readonly AttemptRow[]
  readonly faults: readonly AttemptsFault[]
  /** Columns that nobody needed. */
  readonly ignored: readonly string[]
}

const FIGURES = ['difficulty', 'multiplier', 'base'] as const
type Figure = (typeof FIGURES)[number]

const COLUMNS = {
  code: CODE,
  name: NAME,
  organization: ORGANIZATION,
  attempt: /^(次|次数|次序|第几次|轮次|序次|attempt|attemptno\.?|round|dive|run|element)$/,
  part: /^(部分|模块|项目|part|module)$/,
  difficulty: /^(难度|难度系数|难度分|difficulty|dd|degreeofdifficulty)$/,
  multiplier: /^(倍率|倍数|系数|multiplier|factor)$/,
  base: /^(基础分|基础|起评分|base|basevalue|basepoints)$/,
  isVoid: /^(作废|无效|void|isvoid)$/,
} as const
type Column = keyof typeof COLUMNS

const YES = /^(是|作废|无效|yes|y|true|1|void|x|√|✓|✔)$/
const NO = /^(否|有效|no|n|false|0|-|–)$/
const MOST_ABOVE = 50

/**
 * Reads coefficients of attempts from a table (RULES §4): who by blind code, or by name and employer, which attempt, its
 * difficulty, and where there are such columns multiplier, base and whether it is void. Every fault is named with its row.
 */
export function readAttemptsTable(rows: TextRows, asked: AttemptsAsked): AttemptsTable {
  const nothing = { rows: [], ignored: [] }
  const isHead = (cells: readonly string[]) => cells.some((cell) => CODE.test(keyOf(cell)) || NAME.test(keyOf(cell)))
  const head = rows.slice(0, MOST_ABOVE).findIndex(isHead)
  const headers = rows[head]
  if (!headers) return { ...nothing, faults: [{ kind: 'no-competitors' }] }
  const keys = headers.map(keyOf)
  const at = (column: Column) => keys.findIndex((key) => COLUMNS[column].test(key))
  const amiss = headerFaults(headers, keys, asked)
  if (amiss.length > 0) return { ...nothing, faults: amiss }
  const find = finderOf(asked, { code: at('code'), name: at('name'), organization: at('organization') })
  const read: AttemptRow[] = []
  const faults: AttemptsFault[] = []
  const seen = new Map<string, number>()
  for (const [i, texts] of rows.entries()) {
    const cell = (column: Column) => plainText(texts[at(column)] ?? '').normalize('NFKC')
    if (i <= head || [...FIGURES, 'isVoid' as const].every((column) => cell(column) === '')) continue
    const row = i + 1
    const entry = find(texts)
    if ('kind' in entry) {
      faults.push({ ...entry, row })
      continue
    }
    const part = asked.parts.length > 1 ? partOf(cell('part'), asked.parts) : asked.parts[0]
    if (!part) {
      faults.push({ kind: 'unknown-part', row, text: cell('part') })
      continue
    }
    const attempt = numberOf(cell('attempt'))
    if (!attempt || attempt > part.planned) {
      faults.push({ kind: 'unknown-attempt', row, text: cell('attempt') })
      continue
    }
    const key = `${entry.id} ${part.id} ${attempt}`
    const first = seen.get(key)
    if (first !== undefined) {
      faults.push({ kind: 'row-twice', row, text: `${entry.code} ${attempt}`, first })
      continue
    }
    seen.set(key, row)
    const said = saysOf(cell)
    if ('kind' in said) faults.push({ ...said, row })
    else read.push({ row, entryId: entry.id, part: part.id, attempt: String(attempt), says: said })
  }
  const used = Object.keys(COLUMNS).map((column) => at(column as Column))
  const ignored = headers.filter((header, column) => header !== '' && !used.includes(column))
  return { rows: read, faults, ignored }
}

function headerFaults(headers: readonly string[], keys: readonly string[], { parts }: AttemptsAsked): AttemptsFault[] {
  const columns = (column: Column) => keys.flatMap((key, i) => (COLUMNS[column].test(key) ? [i] : []))
  const twice = (Object.keys(COLUMNS) as Column[]).flatMap((column) => columns(column).slice(1))
  if (twice.length > 0) return twice.map((column) => ({ kind: 'column-twice', header: headers[column]! }) as const)
  if (columns('attempt').length === 0) return [{ kind: 'no-attempts' }]
  if (columns('difficulty').length === 0) return [{ kind: 'no-difficulty' }]
  return parts.length > 1 && columns('part').length === 0 ? [{ kind: 'no-parts' }] : []
}

const partOf = (text: string, parts: AttemptsAsked['parts']) =>
  parts.find(({ id, name }) => [id, name].some((said) => keyOf(said) === keyOf(text)))

/** "2", "第 2 次", "Attempt 2". */
const numberOf = (text: string): number => Number(/^(?:第|attempt)?\s*(\d{1,3})\s*次?$/i.exec(text)?.[1] ?? 0)

type CellFault = { readonly kind: 'not-a-number' | 'not-yes-or-no'; readonly text: string }

function saysOf(cell: (column: Column) => string): AttemptRow['says'] | CellFault {
  let says: AttemptRow['says'] = {}
  for (const figure of FIGURES) {
    const text = cell(figure)
    if (text === '') continue
    const given = decimalOf(text)
    if (given === undefined) return { kind: 'not-a-number', text }
    says = { ...says, [figure]: given }
  }
  const text = cell('isVoid').toLowerCase()
  if (text === '') return says
  if (!YES.test(text) && !NO.test(text)) return { kind: 'not-yes-or-no', text }
  return { ...says, isVoid: YES.test(text) }
}

/** In its shortest form, so that 1.50 and 1.5 are the same; a comma or a word is no number that anybody should guess. */
export function decimalOf(text: string): Decimal | undefined {
  const plain = text
    .trim()
    .replace(/^\+/, '')
    .replace('−', '-')
    .replace(/^(-?)0+(?=\d)/, '$1')
  return plain.length <= 20 && isDecimal(plain) ? asDecimal(writtenOut(ofDecimal(plain))) : undefined
}
