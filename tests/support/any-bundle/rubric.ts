import type { JsonObject } from './any-aspect.ts'
import type { BundlePlan } from './any-plan.ts'
import { type AmendmentFile, type AspectFile, type CriterionFile, sparse } from './bundle-file.ts'
import { countingRound, kindOf, type PlacedAspect, type PlacedPart, vetoTarget } from './place.ts'

const DEFAULTS: { readonly [kind: string]: JsonObject } = {
  judgement: { levels: ['', '', '', ''] },
  choice: { min: '0' },
  points: { min: '0', step: '0.01' },
  scaled: { factor: '1' },
  veto: { max: '0' },
}

function defaultsOf(body: JsonObject, kind: string): JsonObject {
  if (body.start === undefined) return { name: '', ...DEFAULTS[kind] }
  return { name: '', start: body.max ?? '0', floor: body.start === '0' ? null : '0' }
}

function aspectOf(aspect: PlacedAspect, part: PlacedPart, terse: boolean): AspectFile {
  const kind = kindOf(aspect)
  const target = kind === 'veto' ? { target: vetoTarget(aspect, part) } : {}
  const body = { id: aspect.id, name: terse ? '' : `Aspect ${aspect.id}`, ...aspect.kind.body, ...target }
  return sparse(terse, body, defaultsOf(aspect.kind.body, kind))
}

const ids = (aspects: readonly PlacedAspect[], of: 'criterion' | 'subCriterion') => [
  ...new Set(aspects.map((aspect) => aspect[of])),
]

const subCriterionOf = (id: string, part: PlacedPart, terse: boolean) => ({
  id,
  ...(terse ? {} : { name: `Sub-criterion ${id}` }),
  aspects: part.aspects.filter((aspect) => aspect.subCriterion === id).map((aspect) => aspectOf(aspect, part, terse)),
})

const criterionOf = (id: string, part: PlacedPart, terse: boolean): CriterionFile => ({
  id,
  ...(terse ? {} : { name: `Criterion ${id}` }),
  subCriteria: ids(
    part.aspects.filter((aspect) => aspect.criterion === id),
    'subCriterion',
  ).map((sub) => subCriterionOf(sub, part, terse)),
})

export const criteriaOf = (part: PlacedPart): string[] => ids(part.aspects, 'criterion')

export const rubricOf = (parts: readonly PlacedPart[], terse: boolean) => ({
  ...(terse ? {} : { title: 'A rubric' }),
  criteria: parts.flatMap((part) => criteriaOf(part).map((id) => criterionOf(id, part, terse))),
})

/** An aspect is annulled once. */
export function amendmentsOf(plan: BundlePlan, parts: readonly PlacedPart[]): AmendmentFile[] {
  const aspects = parts.flatMap((part) => part.aspects)
  const annulled = plan.annulled.map(({ pick, give }) => [countingRound(aspects, pick).id, give] as const)
  return [...new Map(annulled)].map(([aspect, give]) => ({ aspect, kind: 'annulled', give }))
}
