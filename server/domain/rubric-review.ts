import type { AspectId } from './ids.ts'
import { addPoints, ofThousandths, type Points } from './points.ts'
import { type Aspect, aspectsOf, maximumOf, type Rubric, type StandardsSection } from './rubric.ts'
import { type FoundFault, faultsOf } from './rubric-faults.ts'

/** What a rubric is expected to add up to (cis-workbook §7). */
export const WHOLE = ofThousandths(100_000)
/** How far a section's aspects may lie from its weight before anybody is told (the limit of the marking schemes). */
export const SECTION_LIMIT = ofThousandths(5000)

/** What a person should look at before a rubric is frozen. `id` is of the criterion, sub-criterion or aspect. */
export type ReviewFinding =
  | ({ readonly kind: 'faulty'; readonly id: AspectId } & FoundFault)
  /** Nothing stands beneath it; null: in the whole rubric. */
  | { readonly kind: 'empty'; readonly id: string | null }
  | { readonly kind: 'unnamed'; readonly id: string }
  /** A reading that its instrument does not bound on both sides: a slip of the finger passes there. */
  | { readonly kind: 'unbounded'; readonly id: AspectId }
  | { readonly kind: 'levels-undescribed'; readonly id: AspectId; readonly levels: readonly number[] }
  | { readonly kind: 'total-off'; readonly total: Points }
  | { readonly kind: 'section-off'; readonly section: StandardsSection; readonly sum: Points }
  | { readonly kind: 'section-unknown'; readonly id: AspectId; readonly section: number }

/** A rubric with one of these cannot be marked: it is neither frozen nor opened with. */
export const stopsFreezing = ({ kind }: ReviewFinding): boolean => kind === 'faulty' || kind === 'empty'

/** Everything worth a look, what stops the freezing first; then in the order of the rubric. */
export function reviewOf(rubric: Rubric): ReviewFinding[] {
  const findings = [
    ...emptyIn(rubric),
    ...aspectsOf(rubric).flatMap(inAspect(rubric)),
    ...namesIn(rubric),
    ...sumsOf(rubric),
  ]
  return [...findings.filter(stopsFreezing), ...findings.filter((finding) => !stopsFreezing(finding))]
}

/** Readings that can be any figure at all. */
const isUnbounded = (aspect: Aspect): boolean =>
  (aspect.kind === 'difference' || aspect.kind === 'range') &&
  (aspect.instrument.low === null || aspect.instrument.high === null)

export const unboundedIn = (rubric: Rubric): AspectId[] =>
  aspectsOf(rubric)
    .filter(isUnbounded)
    .map(({ id }) => id)

function emptyIn({ criteria }: Rubric): ReviewFinding[] {
  if (criteria.length === 0) return [{ kind: 'empty', id: null }]
  return criteria.flatMap((criterion): ReviewFinding[] =>
    criterion.subCriteria.length === 0
      ? [{ kind: 'empty', id: criterion.id }]
      : criterion.subCriteria
          .filter((subCriterion) => subCriterion.aspects.length === 0)
          .map((subCriterion) => ({ kind: 'empty', id: subCriterion.id })),
  )
}

const inAspect =
  ({ sections }: Rubric) =>
  (aspect: Aspect): ReviewFinding[] => {
    const { id, section } = aspect
    const found: ReviewFinding[] = faultsOf(aspect).map((fault) => ({ kind: 'faulty', id, ...fault }))
    if (isUnbounded(aspect)) found.push({ kind: 'unbounded', id })
    if (aspect.kind === 'judgement') {
      const levels = aspect.levels.flatMap((words, level) => (words.trim() === '' ? [level] : []))
      if (levels.length > 0) found.push({ kind: 'levels-undescribed', id, levels })
    }
    if (section !== null && sections.length > 0 && !sections.some(({ number }) => number === section)) {
      found.push({ kind: 'section-unknown', id, section })
    }
    return found
  }

function namesIn({ criteria }: Rubric): ReviewFinding[] {
  const named: readonly { readonly id: string; readonly name: string }[] = criteria.flatMap((criterion) => [
    criterion,
    ...criterion.subCriteria.flatMap((subCriterion) => [subCriterion, ...subCriterion.aspects]),
  ])
  return named.filter(({ name }) => name.trim() === '').map(({ id }) => ({ kind: 'unnamed', id }))
}

function sumsOf(rubric: Rubric): ReviewFinding[] {
  const aspects = aspectsOf(rubric)
  const total = maximumOf(aspects)
  return [
    ...(total === WHOLE || aspects.length === 0 ? [] : [{ kind: 'total-off', total } as const]),
    ...rubric.sections
      .map((section) => ({ kind: 'section-off', section, sum: sectionSum(rubric, section) }) as const)
      .filter(({ section, sum }) => Math.abs(section.weight - sum) > SECTION_LIMIT),
  ]
}

export const sectionSum = (rubric: Rubric, { number }: Pick<StandardsSection, 'number'>): Points =>
  addPoints(
    aspectsOf(rubric)
      .filter((aspect) => aspect.section === number)
      .map((aspect) => aspect.max),
  )
