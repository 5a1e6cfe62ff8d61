import type { StagePanel, Unready } from '#contract/stages.ts'
import { type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import { reviewOf, stopsFreezing } from '#domain/rubric-review.ts'
import { defaultScheme, type PointsRule, type Scheme } from '#domain/scheme.ts'

type Panel = Omit<StagePanel, 'seats'> & {
  readonly seats: readonly Omit<StagePanel['seats'][number], 'taken' | 'linked'>[]
}

export interface Readiness {
  readonly rubric: Rubric | null
  readonly pointsRule: PointsRule
  readonly entries: number
  readonly panels: readonly Panel[]
}

const trims = (rule: PointsRule) => rule === 'trimmed' || rule === 'trimmed-whole'

const aspectsOfPanel = (rubric: Rubric, panel: Panel) => {
  const own = new Set(panel.subCriteria)
  return subCriteriaOf(rubric)
    .filter((subCriterion) => own.has(subCriterion.id))
    .flatMap((subCriterion) => subCriterion.aspects)
}

/** What stands in the way of opening, all of it at once. */
export function unreadyOf({ rubric, pointsRule, entries, panels }: Readiness): Unready[] {
  const unready: Unready[] = []
  if (!rubric) unready.push({ kind: 'no-rubric' })
  if (entries === 0) unready.push({ kind: 'no-entries' })
  if (panels.length === 0) unready.push({ kind: 'no-seats' })
  const review = rubric === null ? [] : reviewOf(rubric)
  const unfinished = review.filter(stopsFreezing).map((finding) => ('id' in finding ? finding.id : null))
  if (unfinished.length > 0) unready.push({ kind: 'rubric-unfinished', ids: [...new Set(unfinished)] })
  const ids = review.filter((finding) => finding.kind === 'unmarked-kind').map((finding) => finding.id)
  if (ids.length > 0) unready.push({ kind: 'kinds-not-marked', ids })
  if (!rubric || panels.length === 0) return unready
  const covered = new Set(panels.flatMap((panel) => panel.subCriteria))
  const bare = subCriteriaOf(rubric)
    .map((subCriterion) => subCriterion.id)
    .filter((id) => !covered.has(id))
  if (bare.length > 0) unready.push({ kind: 'sub-criteria-without-panel', ids: bare })
  if (panels.some((panel) => !panel.seats.some((seat) => seat.chief))) unready.push({ kind: 'no-chief' })
  for (const panel of panels) {
    const hasPoints = aspectsOfPanel(rubric, panel).some((aspect) => aspect.kind === 'points')
    if (hasPoints && trims(pointsRule) && panel.seats.length < 3) {
      unready.push({ kind: 'too-few-seats-to-trim', panel: panel.name })
    }
  }
  return unready
}

/** The scheme that opening freezes: RULES §1's defaults over the panels as seated. */
export function schemeOf(rubric: Rubric, { panels, pointsRule }: Readiness): Scheme {
  return defaultScheme(
    rubric,
    panels.map((panel) => {
      const recorder = panel.seats.find((seat) => seat.recorder) ?? panel.seats[0]
      if (!recorder) throw new Error(`panel ${panel.name} has no seats`)
      return {
        name: panel.name,
        aspects: aspectsOfPanel(rubric, panel),
        seats: panel.seats.map((seat) => seat.id),
        recorder: recorder.id,
      }
    }),
    pointsRule,
  )
}
