import { address, type CellValue, type Grid } from '../grid.ts'
import type { Points } from '../points.ts'
import { type Columns, columnsOf, hasText, readColumns } from './columns.ts'
import type { CisFinding, FindingKind } from './findings.ts'
import { foldId, foldType, hasTwoDecimals, LETTERS, numberOf, pointsOf, textOf } from './text.ts'

/** The detail block as the file has it, before anybody asks whether it can be marked. */
export interface Detail {
  readonly subCriteria: readonly DraftSubCriterion[]
  /** Every header row: its letter, and what it states as the criterion's total. */
  readonly headers: readonly {
    readonly letter: string | undefined
    readonly total: number | undefined
    readonly where: string
  }[]
  /** Criterion names that stand among the detail rows (layouts without a table at the top). */
  readonly names: ReadonlyMap<string, string>
  readonly descriptors: number
  readonly findings: readonly CisFinding[]
}

export interface DraftSubCriterion {
  readonly id: string
  readonly name: string
  readonly day: number | null
  readonly letter: string
  readonly row: number
  readonly where: string
  readonly aspects: DraftAspect[]
}

export interface DraftAspect {
  /** The folded letter: M, J, O, S …; '' where the file gives none, '?' for what is no type. */
  readonly type: string
  readonly name: string
  readonly notes: string[]
  readonly requirement: string
  readonly section: number | null
  /** Row of the sheet Calculations that it points to. */
  readonly calculation: number | null
  /** null where there is none that can be used; it then counts 0. */
  readonly max: Points | null
  readonly levels: Map<number, string>
  readonly row: number
  readonly at: {
    readonly type: string
    readonly name: string
    readonly extra: string
    readonly requirement: string
    readonly section: string
    readonly calculation: string
    readonly max: string
  }
}

const CRITERION = new RegExp(`^${LETTERS}$`, 'u')
const SUB_CRITERION = new RegExp(`^(${LETTERS})\\d{1,3}$`, 'u')
const ASPECT = new RegExp(`^(${LETTERS})?\\d{1,3}([.-]\\d{1,3})+$`, 'u')
/** All that a row of sums says for itself ("Итого:", "Total marks", "Sum for criterion A", "合计"). */
const TOTAL =
  /^((sub-?|grand )?total|sum|итого|всего|合计|总计|小计|总分)( ((for|of|по|за) .*|marks?|scores?|points|балл(ов|ы)?))?:?$/i

/** The first header row of a sheet, from 0; -1 where it has none. */
export const firstHeaderRow = (grid: Grid): number => grid.rows.findIndex((cells) => columnsOf(cells) !== undefined)

export function readDetail(grid: Grid): Detail {
  const reader = new DetailReader(grid)
  for (const [row, cells] of grid.rows.entries()) reader.read(row, cells)
  return reader.detail()
}

/** The column of a row that says it is a sum, from 0. A row with an id or a type letter is none, whatever it is called. */
function totalIn(cells: readonly CellValue[], { id, name, description, type }: Columns): number | undefined {
  const isTotal = (column: number | undefined) => column !== undefined && TOTAL.test(textOf(cells[column]) ?? '')
  if (type !== undefined && hasText(cells[type])) return undefined
  return hasText(cells[id]) && !isTotal(id) ? undefined : [id, name, description].find(isTotal)
}

/** Walks the rows once, top to bottom; each row is what it is by what it holds, and may be two things (§1.3). */
class DetailReader {
  readonly #grid: Grid
  readonly #subCriteria: DraftSubCriterion[] = []
  readonly #headers: Detail['headers'][number][] = []
  readonly #names = new Map<string, string>()
  readonly #findings: CisFinding[] = []
  #descriptors = 0
  #columns: Columns | undefined
  #letter: string | undefined
  #sub: DraftSubCriterion | undefined
  #aspect: DraftAspect | undefined
  #judgement: DraftAspect | undefined

  constructor(grid: Grid) {
    this.#grid = grid
  }

  detail(): Detail {
    return {
      subCriteria: this.#subCriteria,
      headers: this.#headers,
      names: this.#names,
      descriptors: this.#descriptors,
      findings: this.#findings,
    }
  }

  read(row: number, cells: readonly CellValue[]) {
    const header = columnsOf(cells)
    if (header) return this.#header(row, header)
    const columns = this.#columns
    if (!columns) return
    this.#unusable(row, columns)
    const sum = totalIn(cells, columns)
    if (sum !== undefined) return this.#find('total-row', row, sum, {})
    const id = this.#idOf(cells, columns)
    if (id?.kind === 'criterion') return this.#criterion(id.letter, cells, columns)
    const starts = id?.kind === 'sub-criterion' && this.#subCriterion(row, id.id, cells, columns)
    if (this.#isAspect(cells, columns, starts === true, id?.kind === 'aspect')) {
      if (starts) this.#find('shared-row', row, columns.id, {})
      return this.#startAspect(row, cells, columns)
    }
    if (starts) return
    const score = columns.score === undefined ? undefined : numberOf(cells[columns.score])
    if (score !== undefined) return this.#descriptor(row, score, cells, columns)
    const has = (column: number | undefined) => column !== undefined && hasText(cells[column])
    if (has(columns.description)) this.#find('note-row', row, columns.description!, {})
    else if (has(columns.extra)) this.#continuation(row, cells, columns)
  }

  /** A cell without a value, or with an error, would be read as empty: the row would be taken for what it is not. */
  #unusable(row: number, columns: Columns) {
    for (const column of readColumns(columns)) {
      const state = this.#grid.formulas.get(address(row, column))
      if (state === 'uncached') this.#find('formula-without-value', row, column, {})
      if (state === 'error') this.#find('cell-with-error', row, column, {})
    }
  }

  #find(kind: FindingKind, row: number, column: number, more: CisFinding['with']) {
    this.#findings.push({ kind, where: this.#where(row, column), with: more })
  }

  #where = (row: number, column: number) => `${this.#grid.name}!${address(row, column)}`

  #header(row: number, columns: Columns) {
    this.#columns = columns
    this.#letter = columns.letter
    this.#aspect = undefined
    this.#judgement = undefined
    this.#sub = undefined
    this.#headers.push({ letter: columns.letter, total: columns.total, where: this.#where(row, columns.id) })
    if (columns.secondMax !== undefined) {
      const [first, second] = [address(row, columns.max), address(row, columns.secondMax)]
      this.#find('two-maximum-columns', row, columns.secondMax, { first, second })
    }
  }

  /**
   * What the id column says of a row. Some layouts put the letter in it and the number beside it, or give criteria and
   * aspects rows of their own with codes "A", "A1", "A1.1".
   */
  #idOf(
    cells: readonly CellValue[],
    columns: Columns,
  ): { kind: 'criterion'; letter: string } | { kind: 'sub-criterion'; id: string } | { kind: 'aspect' } | undefined {
    const text = textOf(cells[columns.id])
    if (text === null) return undefined
    const folded = foldId(text)
    if (SUB_CRITERION.test(folded)) return { kind: 'sub-criterion', id: folded }
    if (CRITERION.test(folded)) {
      const beside = columns.name === columns.id + 1 ? undefined : numberOf(cells[columns.id + 1])
      if (beside !== undefined && Number.isInteger(beside)) return { kind: 'sub-criterion', id: `${folded}${beside}` }
      return { kind: 'criterion', letter: folded }
    }
    if (/^\d{1,3}$/.test(folded)) {
      return this.#letter ? { kind: 'sub-criterion', id: `${this.#letter}${folded}` } : undefined
    }
    if (ASPECT.test(folded)) return { kind: 'aspect' }
    // A text that is no id but has a name and no type beside it still starts a sub-criterion of its own.
    return columns.name !== undefined && hasText(cells[columns.name])
      ? { kind: 'sub-criterion', id: folded }
      : undefined
  }

  #criterion(letter: string, cells: readonly CellValue[], columns: Columns) {
    this.#letter = letter
    this.#sub = undefined
    this.#aspect = undefined
    this.#judgement = undefined
    const named = textOf(cells[columns.name ?? columns.description!])
    const beside = cells
      .slice(columns.id + 1)
      .map(textOf)
      .find((text) => text !== null)
    const name = named ?? beside
    if (name && numberOf(name) === undefined) this.#names.set(letter, name)
  }

  /** Starts a sub-criterion; an id repeated on the rows of the same sub-criterion starts nothing. */
  #subCriterion(row: number, id: string, cells: readonly CellValue[], columns: Columns): boolean {
    const name = columns.name === undefined ? null : textOf(cells[columns.name])
    if (this.#sub?.id === id && (name === null || name === this.#sub.name) && this.#sub.aspects.length > 0) {
      return false
    }
    const day = columns.day === undefined ? undefined : numberOf(cells[columns.day])
    if (columns.day !== undefined && typeof cells[columns.day] === 'string' && day !== undefined) {
      this.#find('text-day', row, columns.day, {})
    }
    this.#sub = {
      id,
      name: name ?? '',
      day: day !== undefined && Number.isInteger(day) && day >= 1 ? day : null,
      letter: SUB_CRITERION.exec(id)?.[1] ?? this.#letter ?? '',
      row: row + 1,
      where: this.#where(row, columns.id),
      aspects: [],
    }
    this.#subCriteria.push(this.#sub)
    this.#aspect = undefined
    this.#judgement = undefined
    return true
  }

  /** A type letter makes an aspect; without one it takes a description and a maximum, and no sub-criterion id (§4). */
  #isAspect(cells: readonly CellValue[], columns: Columns, hasId: boolean, hasAspectCode: boolean): boolean {
    const type = columns.type === undefined ? null : textOf(cells[columns.type])
    if (type !== null && (foldType(type) !== '?' || hasText(cells[columns.max]))) return true
    if (hasId || !hasText(cells[columns.max])) return false
    const description = columns.description ?? columns.name
    return (description !== undefined && hasText(cells[description])) || hasAspectCode
  }

  #startAspect(row: number, cells: readonly CellValue[], columns: Columns) {
    const cell = (column: number | undefined) => (column === undefined ? null : textOf(cells[column]))
    const number = (column: number | undefined) => (column === undefined ? undefined : numberOf(cells[column]))
    const at = (column: number | undefined) => this.#where(row, column ?? columns.id)
    const type = cell(columns.type)
    const extra = cell(columns.extra)
    const section = number(columns.section)
    const calculation = number(columns.calculation)
    const name = cell(columns.description ?? columns.name) ?? ''
    const aspect: DraftAspect = {
      type: type === null ? '' : foldType(type),
      name,
      notes: extra === null ? [] : [extra],
      requirement: cell(columns.requirement) ?? '',
      section: section !== undefined && Number.isInteger(section) ? section : null,
      calculation: calculation !== undefined && Number.isInteger(calculation) ? calculation : null,
      max: this.#maximum(row, cells, columns, name),
      levels: new Map(),
      row: row + 1,
      at: {
        type: at(columns.type),
        name: at(columns.description ?? columns.name),
        extra: at(columns.extra),
        requirement: at(columns.requirement),
        section: at(columns.section),
        calculation: at(columns.calculation),
        max: at(columns.max),
      },
    }
    for (const { level, column } of columns.levels) {
      const text = textOf(cells[column])
      if (text === null) continue
      aspect.levels.set(level, text)
      this.#descriptors++
    }
    this.#aspect = aspect
    if (aspect.type === 'J') this.#judgement = aspect
    if (!this.#sub) {
      this.#find('aspect-before-sub-criterion', row, columns.description ?? columns.id, { aspect: name })
      this.#sub = {
        id: '',
        name: '',
        day: null,
        letter: this.#letter ?? '',
        row: row + 1,
        where: at(columns.id),
        aspects: [],
      }
      this.#subCriteria.push(this.#sub)
    }
    this.#sub.aspects.push(aspect)
  }

  #maximum(row: number, cells: readonly CellValue[], columns: Columns, aspect: string): Points | null {
    const value = cells[columns.max]
    if (!hasText(value)) {
      const state = this.#grid.formulas.get(address(row, columns.max))
      if (state === undefined || state === 'cached') this.#find('maximum-missing', row, columns.max, { aspect })
      return null
    }
    const found = numberOf(value)
    if (found === undefined || found <= 0 || !hasTwoDecimals(found) || found > 100_000) {
      this.#find('maximum-not-allowed', row, columns.max, { aspect, found: textOf(value)! })
      return found !== undefined && found > 0 && found <= 100_000 ? pointsOf(found) : null
    }
    return pointsOf(found)
  }

  /** Four of these follow a judgement aspect; the last judgement aspect owns them, each level once. */
  #descriptor(row: number, score: number, cells: readonly CellValue[], columns: Columns) {
    this.#descriptors++
    const text = columns.extra === undefined ? null : textOf(cells[columns.extra])
    const words = text ?? (columns.description === undefined ? null : textOf(cells[columns.description])) ?? ''
    if (!this.#judgement || this.#judgement.levels.has(score)) {
      this.#find('level-without-judgement', row, columns.score!, { level: score, words })
    } else this.#judgement.levels.set(score, words)
  }

  #continuation(row: number, cells: readonly CellValue[], columns: Columns) {
    if (!this.#aspect) return
    this.#aspect.notes.push(textOf(cells[columns.extra!])!)
    this.#find('continuation-row', row, columns.extra!, {})
  }
}
