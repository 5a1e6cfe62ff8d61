import type { AspectId, CriterionId, PartId } from './ids.ts'
import { exact, MOST_POINTS } from './points.ts'
import { absolute, atLeast, compare, multiply, ofDecimal, one, type Rational, sum, whole, zero } from './rational.ts'
import { type Aspect, aspectsOf, type Rubric, subCriteriaOf } from './rubric.ts'
import { type Advancement, type JudgeGroup, type Link, placesByAspect, type Scheme } from './scheme.ts'
import { farthestOf, type PlannedPart, type ScoringPlan } from './scoring-plan.ts'

/** What makes a scheme impossible to score by (docs/rules.md), though each of its figures may be read. */
export type SchemeFault =
  | 'id-twice'
  | 'criterion-unknown'
  | 'criterion-without-part'
  | 'criterion-in-two-parts'
  | 'weights-not-1'
  | 'maximum-not-above-0'
  | 'part-without-maximum'
  | 'total-too-large'
  | 'aspect-unknown'
  | 'aspect-without-group'
  | 'nothing-counts'
  | 'aspects-of-two-parts'
  | 'recorder-not-seated'
  | 'too-few-seats'
  | 'trim-leaves-nobody'
  | 'veto-not-agreed'
  | 'veto-too-fine'
  | 'link-unknown'
  | 'link-too-fine'
  | 'advancement-empty'
  | 'percent-off-scale'
  | 'share-off-scale'
  | 'carries-itself'
  | 'medals-without-scale'
  | 'scale-upside-down'
  | 'band-upside-down'

export interface FoundSchemeFault {
  readonly fault: SchemeFault
  /** Where in the scheme: ["groups", 0, "rule"]. */
  readonly path: readonly (string | number)[]
}

type Find = (holds: boolean, fault: SchemeFault, ...path: (string | number)[]) => void

/** Every fault of a scheme over its rubric; none where it can be scored by. `stage` is the stage's own id. */
export function schemeFaults(scheme: Scheme, rubric: Rubric, stage = ''): FoundSchemeFault[] {
  const faults: FoundSchemeFault[] = []
  const find: Find = (holds, fault, ...path) => {
    if (!holds) faults.push({ fault, path })
  }
  findInParts(scheme, rubric, find)
  findInGroups(scheme, rubric, find)
  if (faults.length > 0) return faults // what follows asks for parts and groups that can be told
  findInVetoes(scheme, rubric, find)
  const partOf = partsByAspect(scheme, rubric)
  for (const [i, link] of scheme.chain.entries()) findInLink(scheme, rubric, partOf, link, i, find)
  findInOutcome(scheme, stage, find)
  return faults
}

const isOnce = <T>(all: readonly T[], at: number) => all.indexOf(all[at]!) === at

function findInParts({ parts, composition }: Scheme, rubric: Rubric, find: Find) {
  const known = new Set(rubric.criteria.map(({ id }) => id))
  const taken = parts.flatMap(({ criteria }) => criteria)
  for (const [i, part] of parts.entries()) {
    find(
      isOnce(
        parts.map(({ id }) => id),
        i,
      ),
      'id-twice',
      'parts',
      i,
      'id',
    )
    for (const [j, id] of part.criteria.entries()) {
      find(known.has(id), 'criterion-unknown', 'parts', i, 'criteria', j)
      find(taken.filter((one) => one === id).length === 1, 'criterion-in-two-parts', 'parts', i, 'criteria', j)
    }
  }
  for (const id of known) find(taken.includes(id), 'criterion-without-part', 'parts', id)
  if (composition.kind !== 'weighted') return
  find(composition.maximum > 0, 'maximum-not-above-0', 'composition', 'maximum')
  const weights = sum(parts.map(({ weight }) => ofDecimal(weight)))
  find(compare(weights, one) === 0, 'weights-not-1', 'parts')
}

/** Which part each aspect belongs to. */
export function partsByAspect({ parts }: Pick<Scheme, 'parts'>, rubric: Rubric): ReadonlyMap<AspectId, PartId> {
  const partOf = new Map<CriterionId, PartId>(
    parts.flatMap(({ id, criteria }) => criteria.map((one) => [one, id] as const)),
  )
  return new Map(
    rubric.criteria.flatMap((criterion) => {
      const part = partOf.get(criterion.id)
      const aspects = criterion.subCriteria.flatMap((subCriterion) => subCriterion.aspects)
      return part === undefined ? [] : aspects.map(({ id }) => [id, part] as const)
    }),
  )
}

function findInGroups(scheme: Scheme, rubric: Rubric, find: Find) {
  const partOf = partsByAspect(scheme, rubric)
  const aspects = new Set(aspectsOf(rubric).map(({ id }) => id))
  const marked = new Set(scheme.groups.flatMap((group) => group.aspects))
  for (const id of aspects) find(marked.has(id), 'aspect-without-group', 'groups', id)
  const counts = scheme.groups.length === 0 || scheme.groups.some(({ counted }) => counted)
  find(counts, 'nothing-counts', 'groups')
  for (const [i, group] of scheme.groups.entries()) {
    const at = ['groups', i] as const
    for (const [j, id] of group.aspects.entries()) {
      find(aspects.has(id), 'aspect-unknown', ...at, 'aspects', j)
      find(isOnce(group.aspects, j), 'id-twice', ...at, 'aspects', j)
    }
    for (const j of group.seats.keys()) find(isOnce(group.seats, j), 'id-twice', ...at, 'seats', j)
    find(new Set(group.aspects.map((id) => partOf.get(id))).size <= 1, 'aspects-of-two-parts', ...at, 'aspects')
    find(group.minSeats <= group.seats.length, 'too-few-seats', ...at, 'minSeats')
    findInRule(group, at, find)
  }
}

function findInRule({ rule, seats }: JudgeGroup, at: readonly (string | number)[], find: Find) {
  if (rule.kind === 'agreed') find(seats.includes(rule.recorder), 'recorder-not-seated', ...at, 'rule', 'recorder')
  if (rule.kind !== 'trimmed' || rule.tooFew === 'mean') return
  find(rule.high + rule.low < seats.length, 'trim-leaves-nobody', ...at, 'rule')
}

/** A veto is one word of the panel; and what it makes 0 has points of its own. */
function findInVetoes({ groups }: Scheme, rubric: Rubric, find: Find) {
  const placesOf = placesByAspect(groups)
  const groupsOf = ({ id }: Aspect) => placesOf.get(id)!
  for (const { aspects } of subCriteriaOf(rubric)) {
    for (const veto of aspects) {
      if (veto.kind !== 'veto') continue
      for (const i of groupsOf(veto)) {
        const { rule, level } = groups[i]!
        const isOneWord = (rule.kind === 'agreed' || rule.kind === 'each') && level === 'aspect'
        find(isOneWord, 'veto-not-agreed', 'groups', i)
      }
      const beside = aspects.flatMap(groupsOf).map((i) => groups[i]!)
      const isFine =
        veto.target === 'siblings'
          ? beside.every(({ level }) => level === 'aspect')
          : veto.target !== 'sub-criterion' || beside.every(({ level }) => level !== 'whole')
      find(isFine, 'veto-too-fine', 'rubric', veto.id)
    }
  }
}

/** A link names something that has points of its own, outside attempts. */
function findInLink(
  scheme: Scheme,
  rubric: Rubric,
  partOf: ReadonlyMap<AspectId, PartId>,
  link: Link,
  i: number,
  find: Find,
) {
  if (!('id' in link)) return
  if (link.by === 'part') {
    find(
      scheme.parts.some(({ id }) => id === link.id),
      'link-unknown',
      'chain',
      i,
    )
    return
  }
  const beneath = aspectsBeneath(rubric, link)
  find(beneath.length > 0, 'link-unknown', 'chain', i)
  const inAttempts = beneath.some((id) => scheme.parts.find((part) => part.id === partOf.get(id))?.attempts !== null)
  const groups = scheme.groups.filter((group) => group.counted && beneath.some((id) => group.aspects.includes(id)))
  const isFine = groups.every(({ level }) => level === 'aspect' || (level === 'sub-criterion' && link.by !== 'aspect'))
  find(beneath.length === 0 || (isFine && !inAttempts), 'link-too-fine', 'chain', i)
}

function aspectsBeneath({ criteria }: Rubric, { by, id }: { by: string; id: string }): AspectId[] {
  const subCriteria = criteria.flatMap((criterion) =>
    criterion.subCriteria.filter((one) =>
      by === 'criterion' ? criterion.id === id : by === 'aspect' || one.id === id,
    ),
  )
  const aspects = subCriteria.flatMap((subCriterion) => subCriterion.aspects.map((aspect) => aspect.id))
  return by === 'aspect' ? aspects.filter((aspect) => aspect === id) : aspects
}

const hasLimit = ({ first, percent, minimum, perOrganization }: Advancement): boolean =>
  [first, percent, minimum, perOrganization].some((limit) => limit !== null)

function findInOutcome(scheme: Scheme, stage: string, find: Find) {
  const { carried, divisions, advancement, scale, medals, sharedRanksForbidden: band } = scheme
  for (const [i, one] of carried.entries()) find(one.stage !== stage || stage === '', 'carries-itself', 'carried', i)
  for (const i of divisions.keys()) find(isOnce(divisions, i), 'id-twice', 'divisions', i)
  const percent = advancement?.percent
  const isShare = !percent || (compare(ofDecimal(percent), zero) > 0 && compare(ofDecimal(percent), whole(100)) <= 0)
  find(isShare, 'percent-off-scale', 'advancement', 'percent')
  find(advancement === null || hasLimit(advancement), 'advancement-empty', 'advancement')
  const { spreadShare } = scheme
  const isPiece =
    spreadShare === null || (compare(ofDecimal(spreadShare), zero) > 0 && compare(ofDecimal(spreadShare), one) <= 0)
  find(isPiece, 'share-off-scale', 'spreadShare')
  find(medals === null || scale !== null, 'medals-without-scale', 'medals')
  find(scale === null || scale.least <= scale.most, 'scale-upside-down', 'scale')
  find(band === null || band.from <= band.to, 'band-upside-down', 'sharedRanksForbidden')
}

/**
 * What the maxima forbid: weighted parts take a share of one, and no stage gives more than can be written. Asked apart,
 * since an annulled aspect takes its maximum along.
 */
export function faultsOfMaxima({ scheme, parts }: ScoringPlan): FoundSchemeFault[] {
  const faults: FoundSchemeFault[] =
    scheme.composition.kind === 'added'
      ? []
      : parts.flatMap(({ part, maximum }, i) =>
          part.attempts === null && compare(maximum, zero) > 0
            ? []
            : [{ fault: 'part-without-maximum', path: ['parts', i] }],
        )
  const carried = scheme.carried.map(({ weight }) => multiply(whole(MOST_CARRIED), absolute(ofDecimal(weight))))
  const all = sum([...parts.map(reachOf), ...carried, ...stageMaximum(scheme)])
  return compare(all, MOST_POINTS) > 0 ? [...faults, { fault: 'total-too-large', path: ['parts'] }] : faults
}

/** More points are carried over from no stage. */
const MOST_CARRIED = 1_000_000

const stageMaximum = ({ composition }: Scheme): Rational[] =>
  composition.kind === 'weighted' ? [exact(composition.maximum)] : []

/** What a part can give before its weight, or with it: both are written. */
const reachOf = (planned: PlannedPart): Rational => {
  const { weight, attempts } = planned.part
  const once = multiply(farthestOf(planned), atLeast(absolute(ofDecimal(weight)), one))
  return multiply(once, whole(attempts?.planned ?? 1))
}
