import { type AspectId, asId, type CriterionId, type SubCriterionId } from '#domain/ids.ts'
import { noPoints, ofThousandths } from '#domain/points.ts'
import { asDecimal } from '#domain/rational.ts'
import type { Aspect, AspectFacts, AspectKind, AspectRule, Criterion, Rubric, SubCriterion } from '#domain/rubric.ts'

/**
 * Where a row stands: [criterion], [criterion, sub-criterion] or [criterion, sub-criterion, aspect], counted from 0.
 * Ids tell places ("C2.1") and are given anew after every change of the order, so they cannot tell a row.
 */
export type Path = readonly number[]

/** What an edit made, and the row to look at afterwards. */
export interface Edited {
  readonly rubric: Rubric
  readonly at: Path
}

export type Row = Criterion | SubCriterion | Aspect

export function rowAt({ criteria }: Rubric, [c, s, a]: Path): Row | undefined {
  const criterion = c === undefined ? undefined : criteria[c]
  if (s === undefined) return criterion
  const subCriterion = criterion?.subCriteria[s]
  return a === undefined ? subCriterion : subCriterion?.aspects[a]
}

export const aspectAt = (rubric: Rubric, path: Path): Aspect | undefined =>
  path.length === 3 ? (rowAt(rubric, path) as Aspect | undefined) : undefined

/** The path of an id, as the review names it. */
export function pathOf({ criteria }: Rubric, id: string): Path | undefined {
  for (const [c, criterion] of criteria.entries()) {
    if (criterion.id === id) return [c]
    for (const [s, subCriterion] of criterion.subCriteria.entries()) {
      if (subCriterion.id === id) return [c, s]
      const a = subCriterion.aspects.findIndex((aspect) => aspect.id === id)
      if (a >= 0) return [c, s, a]
    }
  }
  return undefined
}

/** Changes the words or figures of one row. */
export const changeRow = <R extends Row>(rubric: Rubric, path: Path, change: (row: R) => R): Rubric =>
  replaceRow(rubric, path, (row) => [change(row as R)])

/** Puts another rule on an aspect: its words stay, its maximum as far as the kind allows. */
export const changeKind = (rubric: Rubric, path: Path, kind: AspectKind): Rubric =>
  changeRow<Aspect>(rubric, path, ({ id, name, notes, requirement, section, max }) =>
    ofKind(kind, { id, name, notes, requirement, section, max }),
  )

/** A new row after the one at `path`, at its level; at the end of its parent's rows. */
export function addAfter(rubric: Rubric, path: Path): Edited {
  const level = path.length || 1
  const at = path.length === 0 ? [rubric.criteria.length] : [...path.slice(0, -1), path[path.length - 1]! + 1]
  return { rubric: renumbered(insertAt(rubric, at, emptyRow(level))), at }
}

/** A new row beneath the one at `path`, as its last: a sub-criterion of a criterion, an aspect of a sub-criterion. */
export function addBeneath(rubric: Rubric, path: Path): Edited {
  const row = rowAt(rubric, path)
  const at = [...path, row ? beneath(row).length : 0]
  return { rubric: renumbered(insertAt(rubric, at, emptyRow(at.length))), at }
}

export function remove(rubric: Rubric, path: Path): Edited {
  const left = renumbered(replaceRow(rubric, path, () => []))
  const index = path[path.length - 1] ?? 0
  const parent = path.slice(0, -1)
  const count = countAt(left, parent)
  const at = count === 0 ? parent : [...parent, Math.min(index, count - 1)]
  return { rubric: left, at }
}

/** Takes a row out and puts it where `to` says, read in the rubric as it was before. */
export function moveTo(rubric: Rubric, from: Path, to: Path): Edited {
  const row = rowAt(rubric, from)
  if (!row || from.length !== to.length) return { rubric, at: from }
  const without = replaceRow(rubric, from, () => [])
  const at = afterRemoval(from, to)
  return { rubric: renumbered(insertAt(without, at, row)), at }
}

/** One place up or down; at the edge of its parent, into the neighbouring one. */
export function step(rubric: Rubric, path: Path, by: -1 | 1): Edited {
  const parent = path.slice(0, -1)
  const index = path[path.length - 1]
  if (index === undefined) return { rubric, at: path }
  if (index + by >= 0 && index + by < countAt(rubric, parent)) {
    return moveTo(rubric, path, [...parent, by === 1 ? index + 2 : index - 1])
  }
  const neighbour = parents(rubric, parent.length).findIndex((place) => isSame(place, parent)) + by
  const next = parents(rubric, parent.length)[neighbour]
  return next ? moveTo(rubric, path, [...next, by === 1 ? 0 : countAt(rubric, next)]) : { rubric, at: path }
}

/** An aspect and those after it become a sub-criterion of their own; likewise a sub-criterion, a criterion. */
export function split(rubric: Rubric, path: Path): Edited {
  const row = rowAt(rubric, path)
  const parent = path.slice(0, -1)
  const index = path[path.length - 1]
  if (!row || index === undefined || parent.length === 0) return { rubric, at: path }
  const [kept, own] = [beneath(rowAt(rubric, parent)!).slice(0, index), beneath(rowAt(rubric, parent)!).slice(index)]
  const shortened = changeRow(rubric, parent, (of) => withBeneath(of, kept))
  const at = [...parent.slice(0, -1), parent[parent.length - 1]! + 1]
  const fresh = withBeneath({ ...emptyRow(parent.length), name: row.name } as Row, own)
  return { rubric: renumbered(insertAt(shortened, at, fresh)), at: [...at, 0] }
}

/** A sub-criterion gives its aspects to the one before and goes; likewise a criterion. The first one has none before. */
export function join(rubric: Rubric, path: Path): Edited {
  const index = path[path.length - 1]
  const row = rowAt(rubric, path)
  if (!row || !index || path.length === 3) return { rubric, at: path }
  const before = [...path.slice(0, -1), index - 1]
  const count = countAt(rubric, before)
  const joined = changeRow(rubric, before, (of) => withBeneath(of, [...beneath(of), ...beneath(row)]))
  return {
    rubric: renumbered(replaceRow(joined, path, () => [])),
    at: beneath(row).length > 0 ? [...before, count] : before,
  }
}

/** Ids by their places: A, B …; A1, A2 …; A1.1, A1.2 …. What keeps its id stays the same object. */
export function renumbered(rubric: Rubric): Rubric {
  const criteria = rubric.criteria.map((criterion, c) => {
    const letter = letterOf(c)
    const subCriteria = criterion.subCriteria.map((subCriterion, s) => {
      const id = `${letter}${s + 1}`
      const aspects = subCriterion.aspects.map((aspect, a) => {
        const aspectId = asId<AspectId>(`${id}.${a + 1}`)
        return aspect.id === aspectId ? aspect : { ...aspect, id: aspectId }
      })
      return { ...subCriterion, id: asId<SubCriterionId>(id), aspects }
    })
    return { ...criterion, id: asId<CriterionId>(letter), subCriteria }
  })
  return { ...rubric, criteria }
}

/** A … Z, AA, AB … */
const letterOf = (n: number): string =>
  n < 26 ? String.fromCharCode(65 + n) : `${letterOf(Math.floor(n / 26) - 1)}${letterOf(n % 26)}`

const isSame = (a: Path, b: Path) => a.length === b.length && a.every((n, i) => n === b[i])

/** Every place that has rows of one level beneath it, in order. */
function parents({ criteria }: Rubric, depth: number): Path[] {
  if (depth === 0) return [[]]
  if (depth === 1) return criteria.map((_, c) => [c])
  return criteria.flatMap((criterion, c) => criterion.subCriteria.map((_, s) => [c, s]))
}

const countAt = (rubric: Rubric, parent: Path): number => {
  if (parent.length === 0) return rubric.criteria.length
  const row = rowAt(rubric, parent)
  return row ? beneath(row).length : 0
}

const beneath = (row: Row): readonly Row[] =>
  'subCriteria' in row ? row.subCriteria : 'aspects' in row ? row.aspects : []

const withBeneath = <R extends Row>(row: R, rows: readonly Row[]): R =>
  'subCriteria' in row ? { ...row, subCriteria: rows } : 'aspects' in row ? { ...row, aspects: rows } : row

/** Where a place is once a row before it has been taken out. */
function afterRemoval(from: Path, to: Path): Path {
  const depth = from.length - 1
  const sharesParent = from.slice(0, depth).every((n, i) => n === to[i])
  if (!sharesParent || to[depth]! <= from[depth]!) return to
  return [...to.slice(0, depth), to[depth]! - 1]
}

function replaceRow(rubric: Rubric, path: Path, change: (row: Row) => readonly Row[]): Rubric {
  const within = (rows: readonly Row[], [index, ...rest]: Path): readonly Row[] =>
    rows.flatMap((row, i) => {
      if (i !== index) return [row]
      return rest.length === 0 ? change(row) : [withBeneath(row, within(beneath(row), rest))]
    })
  return { ...rubric, criteria: within(rubric.criteria, path) as readonly Criterion[] }
}

function insertAt(rubric: Rubric, path: Path, row: Row): Rubric {
  const within = (rows: readonly Row[], [index = 0, ...rest]: Path): readonly Row[] =>
    rest.length === 0
      ? [...rows.slice(0, index), row, ...rows.slice(index)]
      : rows.map((of, i) => (i === index ? withBeneath(of, within(beneath(of), rest)) : of))
  return { ...rubric, criteria: within(rubric.criteria, path) as readonly Criterion[] }
}

function emptyRow(level: number): Row {
  if (level === 1) return { id: asId<CriterionId>('new'), name: '', subCriteria: [] }
  if (level === 2) return { id: asId<SubCriterionId>('new'), name: '', day: null, aspects: [] }
  return ofKind('pass-fail', {
    id: asId<AspectId>('new'),
    name: '',
    notes: [],
    requirement: '',
    section: null,
    max: ofThousandths(1000),
  })
}

const instrument = { unit: '', decimals: 2, low: null, high: null }
const nothingOff = { deduct: asDecimal('0'), in: 'points' } as const

/** An aspect of a kind with figures that can be marked as they stand. */
function ofKind(kind: AspectKind, facts: AspectFacts): Aspect {
  const max = facts.max > 0 ? facts.max : ofThousandths(1000)
  const one = asDecimal('1')
  const rule = (): AspectRule => {
    switch (kind) {
      case 'pass-fail':
        return { kind }
      case 'judgement':
        return { kind, levels: ['', '', '', ''] }
      case 'count':
        return { kind, of: 10 }
      case 'choice':
        return {
          kind,
          min: noPoints,
          options: [
            { label: '', worth: { points: max } },
            { label: '', worth: { points: noPoints } },
          ],
        }
      case 'difference':
        return {
          kind,
          target: asDecimal('0'),
          step: one,
          stepIn: 'units',
          steps: 'complete',
          deduction: nothingOff,
          instrument,
        }
      case 'range':
        return { kind, target: asDecimal('0'), bands: [{ lower: one, upper: one, deduction: nothingOff }], instrument }
      case 'points':
        return { kind, min: noPoints, step: stepFor(max) }
      case 'scaled':
        return { kind, low: asDecimal('0'), high: asDecimal('10'), step: asDecimal('0.5'), factor: tenthOf(max) }
      case 'deduction':
        return { kind, start: max, floor: noPoints, faults: [{ name: '', amount: ofThousandths(500), cap: null }] }
      case 'timed':
        return { kind, limit: 600_000, start: max, floor: noPoints, stop: null, over: null, bonus: null }
      case 'veto':
        return { kind, target: 'part' }
      case 'imported':
        return { kind, source: '' }
    }
  }
  return { ...facts, max: kind === 'veto' ? noPoints : max, ...rule() }
}

/** The widest usual step that leads to the maximum. */
const stepFor = (max: number) => ofThousandths([500, 100, 50, 10, 5].find((step) => max % step === 0) ?? 1)

/** M = high × factor, with a scale up to 10. */
const tenthOf = (max: number) => asDecimal(String(max / 10_000))
