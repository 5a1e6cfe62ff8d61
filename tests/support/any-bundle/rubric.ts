import { type JsonObject, say } from './any-aspect.ts'
import type { BundlePlan } from './any-plan.ts'
import { type AmendmentFile, type AspectFile, type CriterionFile, sparse } from './bundle-file.ts'
import { countingRound, kindOf, type PlacedAspect, type PlacedPart, vetoTarget } from './place.ts'

type Body = JsonObject & { readonly kind: string }

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

function aspectOf(aspect: PlacedAspect, part: PlacedPart, terse: boolean, faulty?: Body): AspectFile {
  const kind = kindOf(aspect)
  const target = kind === 'veto' ? { target: vetoTarget(aspect, part) } : {}
  const right: Body = { ...aspect.kind.body, ...target }
  const body = { id: aspect.id, name: terse ? '' : `Aspect ${aspect.id}`, ...(faulty ?? right) }
  return sparse(terse, body, defaultsOf(faulty ?? aspect.kind.body, kind))
}

/** A body that somebody got wrong: other figures, but marks of the right one can be given on it too, or nearly. */
function faultyBody({ kind: { body, max } }: PlacedAspect): Body {
  const listed = (key: string, change: (one: JsonObject) => JsonObject) => ({
    [key]: (body[key] as readonly JsonObject[]).map(change),
  })
  const off = { deduct: '20', in: 'percent' }
  switch (body.kind) {
    case 'choice':
      return { ...body, ...listed('options', ({ label }) => ({ label: label!, worth: off })) }
    case 'difference':
      return { ...body, target: '7', stepIn: 'units', deduction: off }
    case 'range':
      return { ...body, target: '1', ...listed('bands', (band) => ({ ...band, deduction: off })) }
    case 'scaled': {
      const { max: _, ...without } = body
      return { ...without, factor: '3' }
    }
    case 'deduction':
      return { ...body, ...listed('faults', ({ name }) => ({ name: name!, amount: '0.3', cap: null })) }
    case 'timed':
      return { ...body, limit: 45_000, stop: null, over: null }
    case 'points':
      return { ...body, min: '0', max: say(2 * max), step: say(max) }
    case 'veto':
      return { ...body, target: 'entry' }
    default:
      return { ...body, max: say(2 * max) }
  }
}

/** The aspects that the stage opened with wrong, by id. */
export function faultyOf(plan: BundlePlan, parts: readonly PlacedPart[]): ReadonlyMap<string, Body> {
  const aspects = parts.flatMap((part) => part.aspects)
  const picked = plan.corrected.map(({ pick }) => countingRound(aspects, pick))
  return new Map(picked.map((aspect) => [aspect.id, faultyBody(aspect)]))
}

const ids = (aspects: readonly PlacedAspect[], of: 'criterion' | 'subCriterion') => [
  ...new Set(aspects.map((aspect) => aspect[of])),
]

type Faulty = ReadonlyMap<string, Body>

const subCriterionOf = (id: string, part: PlacedPart, terse: boolean, faulty: Faulty) => ({
  id,
  ...(terse ? {} : { name: `Sub-criterion ${id}` }),
  aspects: part.aspects
    .filter((aspect) => aspect.subCriterion === id)
    .map((aspect) => aspectOf(aspect, part, terse, faulty.get(aspect.id))),
})

const criterionOf = (id: string, part: PlacedPart, terse: boolean, faulty: Faulty): CriterionFile => ({
  id,
  ...(terse ? {} : { name: `Criterion ${id}` }),
  subCriteria: ids(
    part.aspects.filter((aspect) => aspect.criterion === id),
    'subCriterion',
  ).map((sub) => subCriterionOf(sub, part, terse, faulty)),
})

export const criteriaOf = (part: PlacedPart): string[] => ids(part.aspects, 'criterion')

export const rubricOf = (parts: readonly PlacedPart[], terse: boolean, faulty: Faulty) => ({
  ...(terse ? {} : { title: 'A rubric' }),
  criteria: parts.flatMap((part) => criteriaOf(part).map((id) => criterionOf(id, part, terse, faulty))),
})

/** An aspect is annulled once; it is corrected once, or to another faulty body before, or after it was annulled. */
export function amendmentsOf(plan: BundlePlan, parts: readonly PlacedPart[], faulty: Faulty): AmendmentFile[] {
  const placed = parts.flatMap((part) => part.aspects.map((aspect) => ({ aspect, part })))
  const picked = plan.annulled.map(({ pick, give }) => [countingRound(placed, pick).aspect.id, give] as const)
  const annulled = [...new Map(picked)].map(([aspect, give]): AmendmentFile => ({ aspect, kind: 'annulled', give }))
  const corrected = plan.corrected.flatMap(({ pick, way }): AmendmentFile[] => {
    const { aspect, part } = countingRound(placed, pick)
    const to = (body?: Body): AmendmentFile => ({
      aspect: aspect.id,
      kind: 'corrected',
      to: aspectOf(aspect, part, plan.terse, body),
    })
    if (way === 'annulled before') return [{ aspect: aspect.id, kind: 'annulled', give: 'maximum' }, to()]
    return way === 'twice' ? [to(faulty.get(aspect.id)), to()] : [to()]
  })
  return plan.annulledLast ? [...corrected, ...annulled] : [...annulled, ...corrected]
}
