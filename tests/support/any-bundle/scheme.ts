import type { JsonObject } from './any-aspect.ts'
import type { BundlePlan, SchemePlan } from './any-plan.ts'
import { type GroupFile, given, type PartFile, type SchemeFile, sparse } from './bundle-file.ts'
import { countingRound, isWeighable, kindOf, linkable, type PlacedGroup, type PlacedPart } from './place.ts'
import { criteriaOf } from './rubric.ts'

/** For one, two and three parts; each adds up to exactly 1. */
const WEIGHTS = [
  [['1'], ['1'], ['1']],
  [
    ['0.3', '0.7'],
    ['0.5', '0.5'],
    ['0.125', '0.875'],
  ],
  [
    ['0.2', '0.3', '0.5'],
    ['0.333333333', '0.333333333', '0.333333334'],
    ['0.125', '0.375', '0.5'],
  ],
] as const

const GROUP_DEFAULTS = {
  level: 'aspect',
  minSeats: 1,
  round: 2,
  factor: '1',
  factorRound: 'exact',
  counted: true,
}

export function groupOf({ name, plan, seats, aspects, level, rule }: PlacedGroup, terse: boolean): GroupFile {
  const { minSeats, round, factor, factorRound, counted } = plan
  const saysRule = sparse(terse, rule, { tooFew: 'incomplete' })
  const body = { name, seats, aspects: aspects.map((aspect) => aspect.id), level, rule: saysRule }
  return sparse(terse, { ...body, minSeats, round, factor, factorRound, counted }, GROUP_DEFAULTS)
}

/** The one part of a terse bundle that says nothing of its own need not be said. */
const isUnsaid = ({ parts, terse, scheme }: BundlePlan) =>
  terse &&
  !scheme.coarse &&
  parts.length === 1 &&
  parts.every((part) => !part.attempts && part.minimum === null && !part.belowZero)

export const partIdOf = (plan: BundlePlan, at: number) => (isUnsaid(plan) ? 'all' : `P${at + 1}`)

/** A number of best attempts beside another take is said where everything is said, and counts for nothing. */
function partOf(part: PlacedPart, weight: string, terse: boolean): PartFile {
  const { minimum, belowZero, attempts } = part.plan
  const takes = attempts && sparse(terse, attempts, { best: attempts.take === 'best' ? 1 : attempts.best })
  const body = { id: part.id, name: terse ? '' : `Part ${part.id}`, criteria: criteriaOf(part), weight }
  const defaults = { name: '', weight: '1', attempts: null, minimum: null, belowZero: false }
  return sparse(terse, { ...body, attempts: takes, minimum, belowZero }, defaults)
}

/** Nobody says whose time counts within attempts, beside counted groups, or of an annulled aspect: not for a chain. */
function isTimeClear(parts: readonly PlacedPart[], annulled: ReadonlySet<string>): boolean {
  const timed = parts.flatMap((part) =>
    part.aspects.filter((aspect) => kindOf(aspect) === 'timed').map((aspect) => ({ aspect, part })),
  )
  const isClear = ({ aspect, part }: (typeof timed)[number]) =>
    !part.plan.attempts && !annulled.has(aspect.id) && aspect.groups.every((group) => group.plan.counted)
  return timed.length > 0 && timed.every(isClear)
}

/** A link that finds nothing it may name is left out, and none is said twice. */
function chainOf(plan: SchemePlan, parts: readonly PlacedPart[], annulled: ReadonlySet<string>): JsonObject[] {
  const links = plan.chain.flatMap(({ by, pick }): JsonObject[] => {
    if (by === 'time' && !isTimeClear(parts, annulled)) return []
    if (['time', 'full-marks', 'lot', 'decision'].includes(by)) return [{ by }]
    const ids = linkable(parts, by)
    return ids.length === 0 ? [] : [{ by, id: countingRound(ids, pick) }]
  })
  return [...new Map(links.map((link) => [JSON.stringify(link), link])).values()]
}

/** An advancement without a limit would cut nothing. */
function advancementOf({ advancement }: SchemePlan): JsonObject | null {
  if (!advancement) return null
  const { reserves, ...limits } = advancement
  const cuts = given(limits)
  return { ...(Object.keys(cuts).length === 0 ? { first: 2 } : cuts), ...given({ reserves }) }
}

export const divisionsOf = ({ divisions }: SchemePlan) => ['Students', 'Workers'].slice(0, divisions)
export const stageCarried = (at: number) => `Q${at + 1}`

/** What entries take with them, how they rank, advance and are awarded. */
function standingOf(plan: SchemePlan, parts: readonly PlacedPart[], annulled: ReadonlySet<string>) {
  const { from, more } = plan.sharedRanksForbidden ?? { from: 0, more: 0 }
  return {
    carried: (plan.carried ?? []).map((carried, at) => ({ stage: stageCarried(at), ...carried })),
    rankOn: plan.rankOn,
    chain: chainOf(plan, parts, annulled),
    sharedRanksForbidden: from === 0 ? null : { from, to: from + more },
    divisions: divisionsOf(plan),
    overall: plan.overall,
    advancement: advancementOf(plan),
    scale: plan.scale,
    medals: plan.scale && plan.medals,
  }
}

const SCHEME_DEFAULTS = {
  totalBelowZero: false,
  stage: '',
  carried: [],
  rankOn: 'published',
  chain: [],
  sharedRanksForbidden: null,
  divisions: [],
  overall: false,
  advancement: null,
  scale: null,
  medals: null,
  spreadLimit: 1,
}
const ROUNDING_DEFAULTS = { attempt: 'exact', part: 2, contribution: 'exact', total: 2 }

/** Weighted only where every part has a maximum above 0. */
const isWeighted = ({ scheme }: BundlePlan, parts: readonly PlacedPart[], annulled: ReadonlySet<string>) =>
  scheme.weighted && parts.every((part) => isWeighable(part, annulled))

function weightsOf({ scheme }: BundlePlan, parts: readonly PlacedPart[], weighted: boolean): readonly string[] {
  if (weighted) return WEIGHTS[parts.length - 1]![scheme.weights]!
  return parts.map((part) => (scheme.coarse ? '0.125' : part.plan.weight))
}

/** How marks become totals: the same for every entry. */
function countingOf({ scheme, terse }: BundlePlan, weighted: boolean) {
  const maximum = scheme.coarse ? '2' : scheme.maximum
  const rounding = scheme.coarse ? { ...scheme.rounding, total: 0 } : scheme.rounding
  return {
    composition: weighted ? { kind: 'weighted', maximum } : { kind: 'added' },
    rounding: sparse(terse, rounding, ROUNDING_DEFAULTS),
    totalBelowZero: scheme.totalBelowZero,
  }
}

export function schemeOf(plan: BundlePlan, parts: readonly PlacedPart[], annulled: ReadonlySet<string>): SchemeFile {
  const { scheme, terse } = plan
  const weighted = isWeighted(plan, parts, annulled)
  const weights = weightsOf(plan, parts, weighted)
  const usual = parts.length === 1 ? { kind: 'added' } : { kind: 'weighted', maximum: '100' }
  const body = {
    groups: parts.flatMap((part) => part.groups.map((group) => groupOf(group, terse))),
    ...countingOf(plan, weighted),
    stage: terse ? '' : 'F',
    ...standingOf(scheme, parts, annulled),
    spreadLimit: scheme.spreadLimit,
  }
  const said = sparse(terse, body, { ...SCHEME_DEFAULTS, composition: usual, rounding: {} })
  if (isUnsaid(plan)) return said
  return { parts: parts.map((part, at) => partOf(part, weights[at]!, terse)), ...said }
}
