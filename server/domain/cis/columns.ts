import type { CellValue } from '../grid.ts'
import { foldId, headerOf, numberOf, textOf } from './text.ts'

/** Where each thing stands below one header row; undefined where the layout has no such column. */
export interface Columns {
  readonly id: number
  readonly name: number | undefined
  readonly day: number | undefined
  readonly type: number | undefined
  readonly description: number | undefined
  readonly score: number | undefined
  readonly extra: number | undefined
  readonly requirement: number | undefined
  readonly section: number | undefined
  readonly calculation: number | undefined
  readonly max: number
  /** A second maximum column; the first counts. */
  readonly secondMax: number | undefined
  /** Columns that describe levels side by side (headed 0, 1, 2 …), where the layout has no descriptor rows. */
  readonly levels: readonly { readonly level: number; readonly column: number }[]
  /** The letter on the header row ("Criterion A"), and the total stated beside it. */
  readonly letter: string | undefined
  readonly total: number | undefined
}

type Role = Exclude<keyof Columns, 'secondMax' | 'levels' | 'letter' | 'total'>

/** Header texts by role, in every layout seen (knowledge: cis-workbook §4, §6). The first pattern that fits decides. */
const patterns: readonly (readonly [Role, RegExp])[] = [
  ['id', /^sub[- ]?criteri(on|a)\.? ?id$/],
  ['id', /^код$/],
  ['extra', /^extra\b/],
  ['extra', /^методика/],
  ['extra', /judge?ment score description/],
  ['name', /^sub[- ]?criteri(on|a)\b/],
  ['name', /^субкритерий/],
  ['name', /^(наименование|критерий|подкритерий)/],
  ['day', /^day\b/],
  ['type', /^(aspect )?type\b/],
  ['type', /^тип\b|^тип$/],
  ['description', /^aspect\b/],
  ['description', /^аспект/],
  ['score', /^judge?(ment)? score$/],
  ['score', /^score$/],
  ['requirement', /^requirement/],
  ['requirement', /^требовани/],
  ['section', /^(wsoss?|wsss|wsess|wsos)?\s*section$/],
  ['calculation', /^calculation row/],
  ['max', /^max(imum)?\.? ?(mark|score)?s?( ?\d+)?$/],
  ['max', /^макс/],
]

const roleOf = (header: string): Role | undefined => patterns.find(([, pattern]) => pattern.test(header))?.[0]

/**
 * Reads a header row; undefined where the row is none. A header row names an id column and a maximum, and says what an
 * aspect is: by a description column, or by one column of names that serves all rows.
 */
export function columnsOf(cells: readonly CellValue[]): Columns | undefined {
  const found: Partial<Record<Role, number>> = {}
  let secondMax: number | undefined
  let letter: string | undefined
  let total: number | undefined
  const levels: { level: number; column: number }[] = []
  for (const [column, cell] of cells.entries()) {
    const header = headerOf(cell)
    if (header === '') continue
    const criterion = /^criteri(?:on|a) ?([^\s]{1,2})$/.exec(header)
    if (criterion?.[1] !== undefined) {
      letter ??= foldId(criterion[1])
      continue
    }
    if (/^total mark/.test(header)) {
      total ??= cells
        .slice(column + 1)
        .map(numberOf)
        .find((number) => number !== undefined)
      continue
    }
    const level = /^(?:score |балл |оценка )?([0-3])(?: балла?| score)?$/.exec(header)
    if (level && found.id !== undefined && found.max === undefined) {
      levels.push({ level: Number(level[1]), column })
      continue
    }
    const role = roleOf(header)
    if (role === 'max' && found.max !== undefined) secondMax ??= column
    else if (role !== undefined) found[role] ??= column
  }
  if (found.id === undefined || found.max === undefined) return undefined
  if (found.description === undefined && found.name === undefined) return undefined
  const at = (role: Role) => found[role]
  return {
    id: found.id,
    name: at('name'),
    day: at('day'),
    type: at('type'),
    description: at('description'),
    score: at('score'),
    extra: at('extra'),
    requirement: at('requirement'),
    section: at('section'),
    calculation: at('calculation'),
    max: found.max,
    secondMax,
    levels,
    letter,
    total,
  }
}

/** The columns that rows are read from, each once. */
export const readColumns = (columns: Columns): ReadonlySet<number> => {
  const { secondMax: _, letter: __, total: ___, levels, ...named } = columns
  return new Set(
    [...Object.values(named), ...levels.map(({ column }) => column)].filter((column) => column !== undefined),
  )
}

export const hasText = (value: CellValue | undefined): boolean => textOf(value) !== null
