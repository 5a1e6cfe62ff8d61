import { address, type Grid } from '../grid.ts'
import type { Points } from '../points.ts'
import { foldId, headerOf, LETTERS, numberOf, pointsOf, textOf } from './text.ts'

/** What stands above the first header row. Everything may be missing. */
export interface TopBlock {
  readonly title: string
  readonly sections: readonly StatedSection[]
  /** Criterion names exist here only; the stated marks are compared, never used. */
  readonly criteria: ReadonlyMap<string, StatedCriterion>
  readonly totalVariation: number | undefined
}

export interface StatedSection {
  readonly number: number
  readonly name: string
  readonly weight: Points
  /** The sum that the file states for the section's aspects; undefined where it states none. */
  readonly stated: Points | undefined
  /** Typed in by hand: no formula keeps it right. */
  readonly typedIn: boolean
  readonly where: string
  readonly statedWhere: string
}

export interface StatedCriterion {
  readonly name: string
  readonly mark: Points | undefined
  readonly where: string
}

const CRITERION = new RegExp(`^${LETTERS}$`, 'u')
const SECTION_MARKS = /^(wsoss?|wsss|wsess|wsos)?\s*marks?$/

export function readTopBlock(grid: Grid, firstHeader: number): TopBlock {
  const rows = grid.rows.slice(0, firstHeader)
  return {
    title: titleOf(grid, rows),
    ...readSections(grid, rows),
    criteria: readCriteria(grid, rows),
  }
}

const isLabel = (header: string) =>
  header === '' ||
  /^(worldskills )?occupational standards?$|^worldskills occupational|^(section|criteria|criterion|id|name|mark|marks)$/.test(
    header,
  )

/** Beside the skill in the heading of a form; whatever ends in a colon is a label too. */
const FORM_LABELS = [
  /:$/,
  /^(skill (name|title|number)|version|date|day|time|number|country|region|city|venue|place|location)$/,
  /^(event|competition|championship)( name| date)?$/,
  /^((chief |deputy )?expert|assessor|judge|competitor|participant)s?( name)?$/,
  /^(наименование )?компетенци[яи]$|^(версия|дата|день|время|номер|страна|регион|субъект( рф)?|город|чемпионат|мероприятие)$/,
  /^(дата|место) проведения$|^(главный )?эксперт$|^(участник|конкурсант|фио)$/,
]

const isFormLabel = (text: string) => {
  const header = text.toLowerCase()
  return isLabel(header) || FORM_LABELS.some((label) => label.test(header))
}

/**
 * The skill's title: beside (or below) a label that names the skill, else the first row's only text. What stands beyond
 * the next label is that label's. A file whose first row is the header row has none.
 */
function titleOf(grid: Grid, rows: Grid['rows']): string {
  for (const [r, cells] of rows.entries()) {
    for (const [c, cell] of cells.entries()) {
      if (!/^(skill( name)?|skill title|(наименование )?компетенци[яи]):?$/.test(headerOf(cell))) continue
      const label = textOf(cell)
      // A merged cell repeats its own words.
      const beside = cells
        .slice(c + 1)
        .map(textOf)
        .find((text) => text !== null && text !== label)
      if (beside && !isFormLabel(beside)) return beside
      const below = [1, 2].map((step) => textOf(grid.rows[r + step]?.[c])).find((text) => text !== null)
      if (below && r + 1 < rows.length && !isFormLabel(below)) return below
    }
  }
  const labelled = rows
    .map((cells) => cells.map(textOf))
    .find((cells) => /^(профессия|компетенция|навык|skill)(?!\p{L})/iu.test(cells[1] ?? '') && cells[2])
  if (labelled?.[2]) return labelled[2]
  for (const cells of rows) {
    const texts = cells.map(textOf).filter((text) => text !== null)
    if (texts.length === 0) continue
    const distinct = [...new Set(texts)]
    return distinct.length === 1 && !isLabel(distinct[0]!.toLowerCase()) ? distinct[0]! : ''
  }
  return ''
}

function readSections(grid: Grid, rows: Grid['rows']): Pick<TopBlock, 'sections' | 'totalVariation'> {
  const head = rows.findIndex(
    (cells) =>
      cells.some((cell) => headerOf(cell) === 'section') && cells.some((cell) => SECTION_MARKS.test(headerOf(cell))),
  )
  if (head < 0) return { sections: [], totalVariation: undefined }
  const headers = rows[head]!.map(headerOf)
  const number = headers.indexOf('section')
  // "WSOS Marks" heads two columns: the first one, wrongly, stands over the names.
  const marks = headers.flatMap((header, column) => (SECTION_MARKS.test(header) ? [column] : []))
  const weight = marks[marks.length - 1]!
  const sum = headers.findIndex((header) => /^aspect marks?$/.test(header))
  const sections: StatedSection[] = []
  let totalVariation: number | undefined
  for (let r = head + 1; r < rows.length; r++) {
    const cells = rows[r]!
    if (cells.some((cell) => /^total variation/.test(headerOf(cell)))) {
      totalVariation = cells.map(numberOf).find((value) => value !== undefined)
      break
    }
    if (cells.some((cell) => headerOf(cell) === 'criteria')) break
    const n = numberOf(cells[number])
    if (n === undefined || !Number.isInteger(n)) continue
    const stated = sum < 0 ? undefined : numberOf(cells[sum])
    const name = cells
      .slice(number + 1, weight)
      .map(textOf)
      .find((text) => text !== null)
    sections.push({
      number: n,
      name: name ?? '',
      weight: pointsOf(numberOf(cells[weight]) ?? 0),
      stated: stated === undefined ? undefined : pointsOf(stated),
      typedIn: sum >= 0 && stated !== undefined && !grid.formulas.has(address(r, sum)),
      where: `${grid.name}!${address(r, weight)}`,
      statedWhere: `${grid.name}!${address(r, Math.max(sum, 0))}`,
    })
  }
  return { sections, totalVariation }
}

function readCriteria(grid: Grid, rows: Grid['rows']): ReadonlyMap<string, StatedCriterion> {
  const criteria = new Map<string, StatedCriterion>()
  const head = rows.findIndex((cells) => {
    const headers = cells.map(headerOf)
    return headers.includes('id') && headers.includes('name')
  })
  if (head < 0) return criteria
  const headers = rows[head]!.map(headerOf)
  const [id, name] = [headers.indexOf('id'), headers.indexOf('name')]
  const mark = headers.findIndex((header) => /^marks?$|^total( marks?)?$|^max( marks?)?$/.test(header))
  for (let r = head + 1; r < rows.length; r++) {
    const cells = rows[r]!
    const letter = foldId(textOf(cells[id]) ?? '')
    if (!CRITERION.test(letter)) {
      if (criteria.size > 0) break
      continue
    }
    const stated = mark < 0 ? undefined : numberOf(cells[mark])
    criteria.set(letter, {
      name: textOf(cells[name]) ?? '',
      mark: stated === undefined ? undefined : pointsOf(stated),
      where: `${grid.name}!${address(r, mark < 0 ? id : mark)}`,
    })
  }
  return criteria
}
