import type { CriterionId, EntryId, PartId } from '#domain/ids.ts'
import { formatPoints, ofThousandths, type Points, roundTo } from '#domain/points.ts'
import type { Ranked } from '#domain/ranked.ts'
import { type SampleShares, sampleEntry } from '#domain/sample-entry.ts'
import { type SchemeDraft, schemeFrom } from '#domain/scheme-draft.ts'
import { type DraftGround, everyPanel, standIns } from '#domain/scheme-draft-faults.ts'
import { type EntryScore, scoreEntry } from '#domain/score.ts'
import { planOf, type ScoringPlan } from '#domain/scoring-plan.ts'
import { standingsOf } from '#domain/standing.ts'

/** What an invented entry makes under a scheme, as the real scorer has it. */
export interface Tried {
  readonly total: string
  readonly rank: number | null
  readonly isTied: boolean
  readonly missing: number
  readonly parts: readonly TriedPart[]
  readonly carried: readonly string[]
}

export interface TriedPart {
  readonly id: PartId
  readonly name: string
  readonly points: string
  /** null: it has none, as parts with attempts. */
  readonly maximum: string | null
  readonly contribution: string
  readonly passed: boolean | null
}

/** Seats that the trial reckons with where nobody is seated yet. */
const STAND_INS = 5

/** What an invented entry brings along from every other stage. */
const CARRIED = ofThousandths(80_000)

export const LETTERS = ['A', 'B', 'C'] as const

/** Two alike, so that a tie shows, and one that is better at first and worse at last. */
export function firstShares(criteria: readonly CriterionId[]): readonly SampleShares[] {
  const half = criteria.length / 2
  const shares = (at: (i: number) => number): SampleShares => new Map(criteria.map((id, i) => [id, at(i)] as const))
  return [shares(() => 80), shares((i) => (i < half ? 90 : 70)), shares(() => 80)]
}

export function tryOut(draft: SchemeDraft, ground: DraftGround, entries: readonly SampleShares[]): readonly Tried[] {
  const panels = everyPanel(ground, standIns(STAND_INS))
  const scheme = schemeFrom(draft, ground.rubric, panels, ground.pointsRule)
  const plan = planOf(ground.rubric, scheme)
  const scored = entries.map((shares, i) => {
    const given = sampleEntry({ rubric: ground.rubric, panels, scheme }, shares, CARRIED)
    return {
      id: LETTERS[i] as string as EntryId,
      state: 'present' as const,
      // They meet each other, whatever divisions there will be.
      division: scheme.divisions[0] ?? null,
      organization: '',
      lot: null,
      decision: null,
      advances: null,
      given,
      score: scoreEntry(plan, given),
    }
  })
  const { divisions } = standingsOf(plan, scored)
  const ranked = divisions[0]?.ranked ?? []
  return scored.map(({ id, score }) => triedOf(plan, score, rankOf(ranked, id)))
}

const rankOf = (ranked: readonly Ranked[], id: EntryId): Ranked | undefined =>
  ranked.find(({ entries }) => entries.some((entry) => entry.id === id))

const inPoints = (points: Points): string => formatPoints(points).replace('-', '−')

const triedOf = (plan: ScoringPlan, score: EntryScore, ranked: Ranked | undefined): Tried => ({
  total: inPoints(score.points),
  rank: ranked?.rank ?? null,
  isTied: (ranked?.entries.length ?? 0) > 1,
  missing: score.missing,
  parts: score.parts.map(({ part, value, contribution, passed }, i) => ({
    id: part.id,
    name: part.name,
    points: inPoints(roundTo(value, 2)),
    maximum: part.attempts ? null : inPoints(roundTo(plan.parts[i]?.maximum ?? value, 2)),
    contribution: inPoints(roundTo(contribution, 2)),
    passed,
  })),
  carried: score.carried.map(({ points }) => (points === undefined ? '' : inPoints(points))),
})
