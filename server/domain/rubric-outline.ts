import type { AspectId, CriterionId, SubCriterionId } from './ids.ts'
import type { Points } from './points.ts'
import { type AspectKind, aspectsOf, maximumOf, type Rubric } from './rubric.ts'

/** A rubric's sums and counts, without its long texts. */
export interface RubricOutline {
  readonly title: string
  readonly max: Points
  readonly kinds: readonly { readonly kind: AspectKind; readonly aspects: number }[]
  readonly criteria: readonly {
    readonly id: CriterionId
    readonly name: string
    readonly max: Points
    readonly subCriteria: readonly {
      readonly id: SubCriterionId
      readonly name: string
      readonly day: number | null
      readonly max: Points
      readonly aspects: readonly { readonly id: AspectId; readonly kind: AspectKind }[]
    }[]
  }[]
}

export function outlineOf(rubric: Rubric): RubricOutline {
  const aspects = aspectsOf(rubric)
  const kinds = [...new Set(aspects.map((aspect) => aspect.kind))]
  return {
    title: rubric.title,
    max: maximumOf(aspects),
    kinds: kinds.map((kind) => ({ kind, aspects: aspects.filter((aspect) => aspect.kind === kind).length })),
    criteria: rubric.criteria.map((criterion) => ({
      id: criterion.id,
      name: criterion.name,
      max: maximumOf(criterion.subCriteria.flatMap((subCriterion) => subCriterion.aspects)),
      subCriteria: criterion.subCriteria.map((subCriterion) => ({
        id: subCriterion.id,
        name: subCriterion.name,
        day: subCriterion.day,
        max: maximumOf(subCriterion.aspects),
        aspects: subCriterion.aspects.map(({ id, kind }) => ({ id, kind })),
      })),
    })),
  }
}
