import type { PartId, SubCriterionId } from './ids.ts'
import type { Decimal } from './rational.ts'
import type { Criterion, Rubric, SubCriterion } from './rubric.ts'
import type { Part, Scheme } from './scheme.ts'
import type { Attempt } from './worth.ts'

/** "A1.3@2": what is marked under that id in the second attempt. */
export const inAttempt = <I extends string>(id: I, attempt: string | undefined): I =>
  attempt === undefined ? id : (`${id}@${attempt}` as I)

/** "A1.3" of "A1.3@2": what the rubric knows it by. */
export const withoutAttempt = <I extends string>(id: I): I => id.split('@')[0] as I

/** "2" of "A1.3@2"; undefined outside attempts. */
export const attemptIn = (id: string): string | undefined => id.split('@')[1]

/** "1", "2" …: the attempts that every entry has of a part. */
const plannedOf = ({ attempts }: Part): readonly string[] =>
  Array.from({ length: attempts!.planned }, (_, i) => String(i + 1))

/** The ids under which something in a part is marked: one for each attempt, or its own. */
const idsIn = <I extends string>(part: Part | undefined, id: I): I[] =>
  part?.attempts ? plannedOf(part).map((attempt) => inAttempt(id, attempt)) : [id]

const partOf = ({ parts }: Scheme, { id }: Criterion) => parts.find(({ criteria }) => criteria.includes(id))

/** What judges mark, and who marks it: the aspects of a part with attempts stand there once for each attempt (RULES §4). */
export interface Unfolded {
  readonly rubric: Rubric
  readonly scheme: Scheme
}

export function unfolded(rubric: Rubric, scheme: Scheme): Unfolded {
  if (scheme.parts.every(({ attempts }) => attempts === null)) return { rubric, scheme }
  const idsOf = new Map(
    rubric.criteria.flatMap((criterion) =>
      criterion.subCriteria.flatMap(({ aspects }) =>
        aspects.map(({ id }) => [id, idsIn(partOf(scheme, criterion), id)] as const),
      ),
    ),
  )
  const criteria = rubric.criteria.map((criterion) => {
    const part = partOf(scheme, criterion)
    return part?.attempts ? { ...criterion, subCriteria: unfoldedIn(part, criterion) } : criterion
  })
  const groups = scheme.groups.map((group) => ({
    ...group,
    aspects: group.aspects.flatMap((id) => idsOf.get(id) ?? []),
  }))
  return { rubric: { ...rubric, criteria }, scheme: { ...scheme, groups } }
}

/** What a panel marks of a rubric, once for each attempt. */
export const unfoldedIds = (rubric: Rubric, scheme: Scheme, ids: readonly SubCriterionId[]): SubCriterionId[] =>
  rubric.criteria.flatMap((criterion) =>
    criterion.subCriteria
      .filter(({ id }) => ids.includes(id))
      .flatMap(({ id }) => idsIn(partOf(scheme, criterion), id)),
  )

/** Attempt by attempt, as they are performed. */
const unfoldedIn = (part: Part, { subCriteria }: Criterion): SubCriterion[] =>
  plannedOf(part).flatMap((attempt) =>
    subCriteria.map((one) => ({
      ...one,
      id: inAttempt(one.id, attempt),
      aspects: one.aspects.map((aspect) => ({ ...aspect, id: inAttempt(aspect.id, attempt) })),
    })),
  )

const plain = { base: '0' as Decimal, difficulty: '1' as Decimal, multiplier: '1' as Decimal, table: null }

/** An attempt without coefficients of its own. */
export const plainAttempt = (id: string): Attempt => ({ id, ...plain, isVoid: false })

/** An entry's attempts: as they were set down for it, else without coefficients of their own. */
export const attemptsOf = (
  { parts }: Scheme,
  setDown: ReadonlyMap<PartId, readonly Attempt[]>,
): ReadonlyMap<PartId, readonly Attempt[]> =>
  new Map(
    parts
      .filter(({ attempts }) => attempts !== null)
      .map((part) => {
        const own = setDown.get(part.id) ?? []
        return [part.id, plannedOf(part).map((id) => own.find((one) => one.id === id) ?? plainAttempt(id))]
      }),
  )
