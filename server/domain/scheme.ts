import type { AspectId, CriterionId, PartId, SeatId } from './ids.ts'
import type { Decimals, Points } from './points.ts'
import type { Decimal } from './rational.ts'
import type { Aspect, Rubric } from './rubric.ts'

/**
 * How the marks of a stage become scores and ranks: plain data, frozen when the stage opens (RULES §§1, 4, 5). What each
 * figure means is said in docs/rules.md.
 */
export interface Scheme {
  readonly parts: readonly Part[]
  readonly groups: readonly JudgeGroup[]
  readonly composition: Composition
  readonly rounding: Rounding
  readonly totalBelowZero: boolean
  readonly carried: readonly CarriedOver[]
  readonly rankOn: 'published' | 'exact'
  readonly chain: readonly Link[]
  /** Ranks that nobody may share: there a person decides with a reason (RULES §5). */
  readonly sharedRanksForbidden: { readonly from: number; readonly to: number } | null
  /** Names; none where all entries rank together. */
  readonly divisions: readonly string[]
  /** Ranked over all divisions too. */
  readonly overall: boolean
  readonly advancement: Advancement | null
  readonly scale: Scale | null
  /** Needs a scale. */
  readonly medals: Medals | null
  /** Highest minus lowest level of a judgement aspect above which the panel discusses (RULES §9; 1 by default). */
  readonly spreadLimit: number
  /** The same of points and grades, as a share of what the aspect can give ("0.2"); null: no limit. */
  readonly spreadShare: Decimal | null
}

export type Rounded = Decimals | 'exact'

export interface Rounding {
  readonly attempt: Rounded
  readonly part: Rounded
  readonly contribution: Rounded
  readonly total: Decimals
}

/** A weighted piece of a stage: some criteria of its rubric; each criterion is in exactly one part. */
export interface Part {
  readonly id: PartId
  readonly name: string
  readonly criteria: readonly CriterionId[]
  readonly weight: Decimal
  /** null: marked once. `best` counts with take best only; `planned` attempts are marked on tablets of every entry. */
  readonly attempts: {
    readonly take: 'sum' | 'mean' | 'best' | 'last'
    readonly best: number
    readonly planned: number
  } | null
  /** A pass asks for so many points; failing it changes no total. */
  readonly minimum: Points | null
  readonly belowZero: boolean
}

export type Composition =
  | { readonly kind: 'added' }
  /** part ÷ its maximum × weight × `maximum`; the weights add up to 1. */
  | { readonly kind: 'weighted'; readonly maximum: Points }

/** Brought along from another stage: that stage's own total, or its total with what it had itself carried. */
export interface CarriedOver {
  readonly stage: string
  readonly what: 'own' | 'total'
  readonly weight: Decimal
}

/** One comparator behind the total (RULES §5). */
export type Link =
  | { readonly by: 'part' | 'criterion' | 'sub-criterion' | 'aspect'; readonly id: string }
  | { readonly by: 'time' | 'full-marks' | 'lot' | 'decision' }

/** All limits hold together; null: not one of them. */
export interface Advancement {
  readonly first: number | null
  readonly percent: Decimal | null
  readonly minimum: Points | null
  readonly perOrganization: number | null
  readonly reserves: number
}

/** The WorldSkills Scale (RULES §7): not an official rule, so its figures are settings. */
export interface Scale {
  readonly centre: number
  readonly unit: number
  readonly least: number
  readonly most: number
}

/** Medals on the scale (RULES §8). */
export interface Medals {
  readonly within: number
  readonly chain: boolean
  /** A medal that the field is too small for. */
  readonly smallField: 'not-given' | 'given'
  readonly excellence: number
}

/** Seats that mark the same aspects of one part by one rule (RULES §1). */
export interface JudgeGroup {
  readonly name: string
  readonly seats: readonly SeatId[]
  readonly aspects: readonly AspectId[]
  readonly level: 'aspect' | 'sub-criterion' | 'whole'
  readonly rule: GroupRule
  /** The fewest counting seats that may be left. */
  readonly minSeats: number
  /** The decimals of each level value. */
  readonly round: Rounded
  readonly factor: Decimal
  readonly factorRound: Rounded
  /** false: recorded and never counted (the head judge of a coffee panel). */
  readonly counted: boolean
}

export type GroupRule =
  | { readonly kind: 'agreed'; readonly recorder: SeatId }
  | { readonly kind: 'each' | 'mean' | 'sum' | 'median' }
  | { readonly kind: 'trimmed'; readonly high: number; readonly low: number; readonly tooFew: 'incomplete' | 'mean' }

/**
 * The scheme's chain, and behind it what a person settled where it stopped for one (RULES §5): a drawn lot, then the
 * chief's decision, unless the chain names them itself.
 */
export const wholeChain = ({ chain }: Pick<Scheme, 'chain'>): readonly Link[] => [
  ...chain,
  ...(['lot', 'decision'] as const).filter((by) => !chain.some((link) => link.by === by)).map((by) => ({ by })),
]

/** What a scheme says where nothing else is said. */
export const schemeDefaults = {
  composition: { kind: 'added' },
  rounding: { attempt: 'exact', part: 2, contribution: 'exact', total: 2 },
  totalBelowZero: false,
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
  spreadShare: null,
} as const satisfies Partial<Scheme>

/** The one part of a stage that has no others: everything that its rubric holds. */
export const onePart = (rubric: Rubric): Part => ({
  id: 'all' as PartId,
  name: '',
  criteria: rubric.criteria.map(({ id }) => id),
  weight: '1' as Decimal,
  attempts: null,
  minimum: null,
  belowZero: false,
})

/** How the organizer wants points and scaled aspects put together: the kinds for which the rule book names no default. */
export type PointsRule = 'agreed' | 'mean' | 'trimmed' | 'trimmed-whole'

/** Only who is in one of the divisions ranks, where there are any (RULES §5). */
export const isInDivision = ({ divisions }: Pick<Scheme, 'divisions'>, division: string | null): boolean =>
  divisions.length === 0 || (division !== null && divisions.includes(division))

/** The seats whose marks an aspect needs: the recorder alone where the panel agrees on one value. */
export const givers = (group: JudgeGroup): readonly SeatId[] =>
  group.rule.kind === 'agreed' ? [group.rule.recorder] : group.seats

/** The places of the groups that mark each aspect, in their order. */
export function placesByAspect(groups: readonly JudgeGroup[]): ReadonlyMap<AspectId, readonly number[]> {
  const places = new Map<AspectId, number[]>()
  for (const [i, { aspects }] of groups.entries()) {
    for (const id of new Set(aspects)) places.set(id, [...(places.get(id) ?? []), i])
  }
  return places
}

/** The aspects that a seat gives marks for, over all groups. */
export const givenBy = (scheme: Scheme, seatId: SeatId): ReadonlySet<AspectId> =>
  new Set(scheme.groups.filter((group) => givers(group).includes(seatId)).flatMap((group) => group.aspects))

/** The same groups, asked for nothing of these aspects. */
export const withoutAspects = (scheme: Scheme, left: { readonly has: (id: AspectId) => boolean }): Scheme => ({
  ...scheme,
  groups: scheme.groups.map((group) => ({ ...group, aspects: group.aspects.filter((id) => !left.has(id)) })),
})

export const isPutTogether = ({ kind }: Aspect): boolean => kind === 'points' || kind === 'scaled'

/** What a group does where nothing else is said (RULES §1). */
export const groupDefaults = {
  minSeats: 1,
  round: 2,
  factor: '1' as Decimal,
  factorRound: 'exact',
  counted: true,
} as const satisfies Partial<JudgeGroup>

/** A scheme as it was frozen, by an earlier version too: what that could not say yet is what it did. */
export const storedScheme = (stored: Partial<Scheme> & Pick<Scheme, 'groups'>, rubric: Rubric): Scheme => ({
  ...schemeDefaults,
  parts: [onePart(rubric)],
  ...stored,
  rounding: { ...schemeDefaults.rounding, ...stored.rounding },
  groups: stored.groups.map((group) => ({ ...groupDefaults, ...group })),
})
