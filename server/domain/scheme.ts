import type { AspectId, SeatId } from './ids.ts'
import type { Decimals } from './points.ts'
import type { Decimal } from './rational.ts'
import type { Aspect } from './rubric.ts'

/**
 * How the marks of a stage become scores: plain data, frozen when the stage opens (RULES §§1, 4, 5).
 * Built so far: one part, groups agreed, mean and trimmed, composition `added`, ranks on published totals.
 */
export interface Scheme {
  readonly groups: readonly JudgeGroup[]
  readonly rounding: { readonly part: Decimals; readonly total: Decimals }
  readonly rankOn: 'published' | 'exact'
  /** Highest minus lowest level of a judgement aspect above which the panel discusses (RULES §9; 1 by default). */
  readonly spreadLimit: number
}

/** Seats that mark the same aspects by one rule (RULES §1). */
export interface JudgeGroup {
  readonly name: string
  readonly seats: readonly SeatId[]
  readonly aspects: readonly AspectId[]
  readonly level: 'aspect' | 'sub-criterion' | 'whole'
  readonly rule: GroupRule
  /** The decimals of each level value. */
  readonly round: Decimals | 'exact'
  readonly factor: Decimal
  readonly factorRound: Decimals | 'exact'
  /** false: recorded and never counted (the head judge of a coffee panel). */
  readonly counted: boolean
}

export type GroupRule =
  | { readonly kind: 'agreed'; readonly recorder: SeatId }
  | { readonly kind: 'mean' }
  | { readonly kind: 'trimmed'; readonly high: number; readonly low: number; readonly tooFew: 'incomplete' | 'mean' }

/** How the organizer wants `points` aspects put together: the one kind for which the rule book names no default. */
export type PointsRule = 'agreed' | 'mean' | 'trimmed' | 'trimmed-whole'

/** The seats whose marks an aspect needs: the recorder alone where the panel agrees on one value. */
export const givers = (group: JudgeGroup): readonly SeatId[] =>
  group.rule.kind === 'agreed' ? [group.rule.recorder] : group.seats

/** The aspects that a seat gives marks for, over all groups. */
export const givenBy = (scheme: Scheme, seatId: SeatId): ReadonlySet<AspectId> =>
  new Set(scheme.groups.filter((group) => givers(group).includes(seatId)).flatMap((group) => group.aspects))

export interface PanelSeats {
  readonly name: string
  readonly aspects: readonly Aspect[]
  readonly seats: readonly SeatId[]
  readonly recorder: SeatId
}

const base = { round: 2, factor: '1' as Decimal, factorRound: 'exact', counted: true } as const

/**
 * The defaults of RULES §1 for a stage of one part: judgement by mean at level aspect, everything else agreed and
 * given by the panel's recorder, points by the rule that the organizer names.
 */
export function defaultScheme(panels: readonly PanelSeats[], pointsRule: PointsRule): Scheme {
  const groups = panels.flatMap((panel): JudgeGroup[] => {
    const ids = (of: (aspect: Aspect) => boolean) => panel.aspects.filter(of).map((aspect) => aspect.id)
    const agreed: GroupRule = { kind: 'agreed', recorder: panel.recorder }
    const groupOf = (suffix: string, aspects: AspectId[], level: JudgeGroup['level'], rule: GroupRule): JudgeGroup => ({
      name: `${panel.name} ${suffix}`,
      seats: panel.seats,
      aspects,
      level,
      rule,
      ...base,
    })
    return [
      groupOf(
        'judgement',
        ids((a) => a.kind === 'judgement'),
        'aspect',
        { kind: 'mean' },
      ),
      groupOf(
        'measurement',
        ids((a) => a.kind !== 'judgement' && a.kind !== 'points'),
        'aspect',
        agreed,
      ),
      groupOf(
        'points',
        ids((a) => a.kind === 'points'),
        pointsRule === 'trimmed-whole' ? 'whole' : 'aspect',
        pointsRuleOf(pointsRule, agreed),
      ),
    ].filter((group) => group.aspects.length > 0)
  })
  return { groups, rounding: { part: 2, total: 2 }, rankOn: 'published', spreadLimit: 1 }
}

function pointsRuleOf(rule: PointsRule, agreed: GroupRule): GroupRule {
  switch (rule) {
    case 'agreed':
      return agreed
    case 'mean':
      return { kind: 'mean' }
    case 'trimmed':
    case 'trimmed-whole':
      return { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' }
  }
}
