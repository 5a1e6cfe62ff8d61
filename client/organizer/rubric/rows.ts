import { addPoints, formatPoints, noPoints, type Points } from '#domain/points.ts'
import { type Aspect, type Criterion, maximumOf, type Rubric, type SubCriterion } from '#domain/rubric.ts'
import type { Path } from './edit.ts'

/** One row of the tree as it is drawn. */
export type TreeRow =
  | { readonly level: 'criterion'; readonly path: Path; readonly row: Criterion; readonly isOpen: boolean }
  | { readonly level: 'sub-criterion'; readonly path: Path; readonly row: SubCriterion; readonly isOpen: boolean }
  | { readonly level: 'aspect'; readonly path: Path; readonly row: Aspect }

export const keyOf = (path: Path): string => path.join('.')

/** The rows that are not folded away, in order. */
export function rowsOf({ criteria }: Rubric, isFolded: (path: Path) => boolean): TreeRow[] {
  return criteria.flatMap((criterion, c): TreeRow[] => {
    const isOpen = !isFolded([c])
    const head: TreeRow = { level: 'criterion', path: [c], row: criterion, isOpen }
    if (!isOpen) return [head]
    return [
      head,
      ...criterion.subCriteria.flatMap((subCriterion, s): TreeRow[] => {
        const isSubOpen = !isFolded([c, s])
        const sub: TreeRow = { level: 'sub-criterion', path: [c, s], row: subCriterion, isOpen: isSubOpen }
        const aspects = subCriterion.aspects.map((row, a): TreeRow => ({ level: 'aspect', path: [c, s, a], row }))
        return isSubOpen ? [sub, ...aspects] : [sub]
      }),
    ]
  })
}

export const maximumOfCriterion = (criterion: Criterion): Points =>
  maximumOf(criterion.subCriteria.flatMap((subCriterion) => subCriterion.aspects))

export const aspectCount = (criterion: Criterion): number =>
  criterion.subCriteria.reduce((n, subCriterion) => n + subCriterion.aspects.length, 0)

/** The most that the faults of a pure penalty can take off; null where one has no cap. */
export function penaltyOf(aspect: Aspect): Points | null {
  if (aspect.kind !== 'deduction') return noPoints
  const caps = aspect.faults.map((fault) => fault.cap)
  return caps.some((cap) => cap === null) ? null : addPoints(caps.map((cap) => cap ?? noPoints))
}

/** U+2212, as figures that are taken off are drawn. */
export const minus = (points: Points): string => `−${formatPoints(points)}`

/** Where a row lands that is let go over another: before or after it, in or beside its parent; null for nowhere. */
export function landing(from: Path, over: Path, half: 'upper' | 'lower'): Path | null {
  const after = (path: Path): Path => [...path.slice(0, -1), path[path.length - 1]! + 1]
  if (over.length === from.length) return half === 'upper' ? over : after(over)
  // A shallower row stands for the head of what is beneath it; a deeper one for the parent that holds it.
  if (over.length === from.length - 1) return [...over, 0]
  if (over.length > from.length) return after(over.slice(0, from.length))
  return null
}
