import { type EntryState, isMarked } from './entry.ts'
import type { AspectId, EntryId } from './ids.ts'
import { plainText } from './plain-text.ts'
import { type Points, parsePoints } from './points.ts'

/** Rows of texts, as a file or pasted lines hold them. */
export type TextRows = readonly (readonly string[])[]

/** What a table of points is read for: the imported aspects of a stage, and who may stand in it. */
export interface PointsAsked {
  readonly aspects: readonly { readonly id: AspectId; readonly name: string; readonly max: Points }[]
  readonly entries: readonly {
    readonly id: EntryId
    readonly code: string
    readonly name: string
    readonly organization: string
    readonly state: EntryState
  }[]
}

export interface PointsCell {
  /** The row in the file, from 1. */
  readonly row: number
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly points: Points
}

/** Why a table, or one row of it, cannot be taken over. */
export type PointsFault =
  /** No header row with codes or names. */
  | { readonly kind: 'no-competitors' }
  /** No column holds points of an imported aspect; these are asked for. */
  | { readonly kind: 'no-points'; readonly aspects: readonly string[] }
  | { readonly kind: 'column-twice'; readonly header: string }
  /** A name that several aspects bear names none of them: their ids do. */
  | { readonly kind: 'column-of-several'; readonly header: string; readonly aspects: readonly string[] }
  /** More points than are taken over in one go: the file has to be split. */
  | { readonly kind: 'too-many-points'; readonly most: number }
  | ({ readonly row: number; readonly text: string } & (
      | { readonly kind: 'unknown-entry' | 'entry-not-marked' | 'name-differs' | 'ambiguous' }
      | { readonly kind: 'not-a-number' | 'too-fine' }
      | { readonly kind: 'above-maximum'; readonly most: Points }
      | { readonly kind: 'row-twice'; readonly first: number }
    ))

export interface PointsTable {
  readonly cells: readonly PointsCell[]
  readonly faults: readonly PointsFault[]
  /** Entries that are marked and stand in no row, or have no points there. */
  readonly unmatched: readonly EntryId[]
  /** Columns that nobody needed. */
  readonly ignored: readonly string[]
}

export const keyOf = (text: string): string =>
  plainText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）:：*]/g, '')

export const CODE = /^(加密号|加密编号|密号|编号|选手编号|参赛编号|准考证号|code|blindcode|entrycode|entry)$/
export const NAME = /^(姓名|选手|选手姓名|参赛选手|name|competitor|competitorname|fullname)$/
export const ORGANIZATION = /^(单位|参赛单位|工作单位|单位名称|学校|代表队|organi[sz]ation|employer|company|school)$/
/** Where a stage has one imported aspect, its column need not name it. */
const POINTS =
  /^(成绩|得分|分数|总分|总成绩|理论|理论成绩|理论分|理论得分|points|score|marks?|total|theory|theoryscore|result)$/
const SERIAL = /^(序号?|行号|no\.?|nr\.?|#|row|)$/
const MOST_ABOVE = 50
/** Points in one table: marks that are entered meanwhile wait for no more than these. */
export const MOST_CELLS = 4000

interface Columns {
  readonly row: number
  readonly code: number
  readonly name: number
  readonly organization: number
  readonly points: readonly { readonly column: number; readonly aspect: AskedAspect }[]
  /** Columns that any of several aspects could mean. */
  readonly unclear: readonly { readonly column: number; readonly aspects: readonly AskedAspect[] }[]
}

type AskedAspect = PointsAsked['aspects'][number]

/** Which aspects a header can mean: "A1.3", or else "A1.3 Theory" or the aspect's name. */
function namesOf(aspects: readonly AskedAspect[]): (header: string) => readonly AskedAspect[] {
  const byId = new Map<string, AskedAspect[]>()
  const byName = new Map<string, AskedAspect[]>()
  const add = (map: Map<string, AskedAspect[]>, said: string, aspect: AskedAspect) => {
    const named = map.get(keyOf(said)) ?? []
    map.set(keyOf(said), named)
    named.push(aspect)
  }
  for (const aspect of aspects) {
    add(byId, aspect.id, aspect)
    for (const said of [aspect.name, `${aspect.id}${aspect.name}`]) add(byName, said, aspect)
  }
  return (header) => (header === '' ? [] : (byId.get(header) ?? byName.get(header) ?? []))
}

function columnsOf(rows: TextRows, { aspects }: PointsAsked): Columns | undefined {
  const isHead = (cells: readonly string[]) => cells.some((cell) => CODE.test(keyOf(cell)) || NAME.test(keyOf(cell)))
  const row = rows.slice(0, MOST_ABOVE).findIndex(isHead)
  if (row < 0) return undefined
  const headers = rows[row]!.map(keyOf)
  const at = (pattern: RegExp) => headers.findIndex((header) => pattern.test(header))
  const [code, name, organization] = [at(CODE), at(NAME), at(ORGANIZATION)]
  const meant = headers.map(namesOf(aspects))
  const named = meant.flatMap(([aspect, ...others], column) =>
    aspect && others.length === 0 ? [{ column, aspect }] : [],
  )
  const unclear = meant.flatMap((several, column) => (several.length > 1 ? [{ column, aspects: several }] : []))
  const [only, ...others] = aspects
  const plain =
    named.length === 0 && only && others.length === 0
      ? headers.flatMap((header, column) => (POINTS.test(header) ? [{ column, aspect: only }] : []))
      : []
  return { row, code, name, organization, points: [...named, ...plain], unclear }
}

/**
 * Reads points of imported aspects from a table (RULES §2): rows are told by blind code, or by name and employer;
 * columns by their headers. Every fault is named with its row; a table with one is taken over by nobody.
 */
export function readPointsTable(rows: TextRows, asked: PointsAsked): PointsTable {
  const nothing = { cells: [], unmatched: [], ignored: [] }
  const columns = columnsOf(rows, asked)
  if (!columns) return { ...nothing, faults: [{ kind: 'no-competitors' }] }
  const headers = rows[columns.row]!
  const twice = columns.points.filter(({ aspect }, i) => columns.points.findIndex((o) => o.aspect === aspect) < i)
  if (twice.length > 0) {
    const faults = twice.map(({ column }) => ({ kind: 'column-twice', header: headers[column]! }) as const)
    return { ...nothing, faults }
  }
  if (columns.unclear.length > 0) {
    const faults = columns.unclear.map(({ column, aspects }) => {
      const ids = aspects.map(({ id }) => id)
      return { kind: 'column-of-several', header: headers[column]!, aspects: ids } as const
    })
    return { ...nothing, faults }
  }
  if (columns.points.length === 0) {
    return {
      ...nothing,
      faults: [{ kind: 'no-points', aspects: asked.aspects.map(({ id, name }) => `${id} ${name}`) }],
    }
  }
  const find = finderOf(asked, columns)
  let read = 0
  const cells: PointsCell[] = []
  const faults: PointsFault[] = []
  const seen = new Map<EntryId, number>()
  for (const [i, texts] of rows.entries()) {
    if (i <= columns.row) continue
    const given = columns.points
      .map(({ column, aspect }) => ({ aspect, text: plainText(texts[column] ?? '') }))
      .filter(({ text }) => text !== '')
    // Who has no points in any column stays as they are: who was absent may well stand in the list.
    if (given.length === 0) continue
    read += given.length
    if (read > MOST_CELLS) return { ...nothing, faults: [{ kind: 'too-many-points', most: MOST_CELLS }] }
    const row = i + 1
    const found = find(texts)
    if ('kind' in found) {
      faults.push({ ...found, row })
      continue
    }
    const first = seen.get(found.id)
    if (first !== undefined) {
      faults.push({ kind: 'row-twice', row, text: found.code, first })
      continue
    }
    seen.set(found.id, row)
    for (const { aspect, text } of given) {
      const points = pointsOf(text, aspect.max)
      if (typeof points === 'number') cells.push({ row, entryId: found.id, aspectId: aspect.id, points })
      else faults.push({ ...points, row, text })
    }
  }
  const has = new Set(seen.keys())
  const used = new Set([
    columns.code,
    columns.name,
    columns.organization,
    ...columns.points.map(({ column }) => column),
  ])
  return {
    cells,
    faults,
    unmatched: asked.entries.filter(({ id, state }) => isMarked(state) && !has.has(id)).map(({ id }) => id),
    ignored: headers.filter((header, column) => !used.has(column) && !SERIAL.test(keyOf(header))),
  }
}

type Found = PointsAsked['entries'][number] | { readonly kind: RowKind; readonly text: string }
type RowKind = 'unknown-entry' | 'entry-not-marked' | 'name-differs' | 'ambiguous'

/** By code where there is one, and then the name has to fit; else by name and employer. */
export function finderOf(
  { entries }: Pick<PointsAsked, 'entries'>,
  columns: Pick<Columns, 'code' | 'name' | 'organization'>,
): (texts: readonly string[]) => Found {
  const byCode = new Map(entries.map((entry) => [keyOf(entry.code), entry]))
  const byName = new Map<string, PointsAsked['entries'][number][]>()
  for (const entry of entries) byName.set(keyOf(entry.name), [...(byName.get(keyOf(entry.name)) ?? []), entry])
  return (texts) => {
    const read = (column: number) => (column < 0 ? '' : plainText(texts[column] ?? ''))
    const [code, name, organization] = [read(columns.code), read(columns.name), read(columns.organization)]
    const text = [code, name, organization].filter((part) => part !== '').join(' ')
    if (code !== '') {
      const entry = byCode.get(keyOf(code))
      if (!entry) return { kind: 'unknown-entry', text }
      if (name !== '' && keyOf(name) !== keyOf(entry.name)) return { kind: 'name-differs', text }
      return marked(entry, text)
    }
    const found = (byName.get(keyOf(name)) ?? []).filter(
      (entry) => organization === '' || keyOf(entry.organization) === keyOf(organization),
    )
    const [entry, ...others] = found
    if (!entry) return { kind: 'unknown-entry', text }
    return others.length > 0 ? { kind: 'ambiguous', text } : marked(entry, text)
  }
}

const marked = (entry: PointsAsked['entries'][number], text: string): Found =>
  isMarked(entry.state) ? entry : { kind: 'entry-not-marked', text }

/** Digits set wide, as in Chinese text, are digits; a comma, a fraction or a word is no number that anybody should guess. */
function pointsOf(text: string, most: Points): Points | CellFault {
  const plain = text.normalize('NFKC').replace(/^\+/, '')
  if (!/^\d{1,7}(\.\d{1,15})?$/.test(plain)) return { kind: 'not-a-number' }
  const points = parsePoints(plain.replace(/^0+(?=\d)/, ''))
  if (points === undefined) return { kind: 'too-fine' }
  return points > most ? { kind: 'above-maximum', most } : points
}

type CellFault =
  | { readonly kind: 'not-a-number' | 'too-fine' }
  | { readonly kind: 'above-maximum'; readonly most: Points }
