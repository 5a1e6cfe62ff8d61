import type { StagePanel, Unready } from '#contract/stages.ts'
import type { AspectId } from '#domain/ids.ts'
import { type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import { reviewOf, stopsFreezing } from '#domain/rubric-review.ts'
import { defaultScheme, isPutTogether, type PointsRule, type Scheme } from '#domain/scheme.ts'
import { schemeFaults } from '#domain/scheme-faults.ts'

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
export function unreadyOf(readiness: Readiness): Unready[] {
  const { rubric, pointsRule, entries, panels } = readiness
  const unready: Unready[] = []
  if (!rubric) unready.push({ kind: 'no-rubric' })
  if (entries === 0) unready.push({ kind: 'no-entries' })
  if (panels.length === 0) unready.push({ kind: 'no-seats' })
  const unfinished = (rubric === null ? [] : reviewOf(rubric))
    .filter(stopsFreezing)
    .map((finding) => ('id' in finding ? finding.id : null))
  if (unfinished.length > 0) unready.push({ kind: 'rubric-unfinished', ids: [...new Set(unfinished)] })
  if (!rubric || panels.length === 0) return unready
  const covered = new Set(panels.flatMap((panel) => panel.subCriteria))
  const bare = subCriteriaOf(rubric)
    .map((subCriterion) => subCriterion.id)
    .filter((id) => !covered.has(id))
  if (bare.length > 0) unready.push({ kind: 'sub-criteria-without-panel', ids: bare })
  if (panels.some((panel) => !panel.seats.some((seat) => seat.chief))) unready.push({ kind: 'no-chief' })
  for (const panel of panels) {
    if (aspectsOfPanel(rubric, panel).some(isPutTogether) && trims(pointsRule) && panel.seats.length < 3) {
      unready.push({ kind: 'too-few-seats-to-trim', panel: panel.name })
    }
  }
  const vetoes = tooFine(rubric, readiness)
  if (vetoes.length > 0) unready.push({ kind: 'veto-too-fine', ids: vetoes })
  return unready
}

/** Vetoes that the scheme cannot carry out: at level whole neither an aspect nor a sub-criterion has points of its own. */
const tooFine = (rubric: Rubric, readiness: Readiness): AspectId[] =>
  readiness.panels.every((panel) => panel.seats.length > 0)
    ? schemeFaults(schemeOf(rubric, readiness), rubric)
        .filter(({ fault }) => fault === 'veto-too-fine')
        .map(({ path }) => path[1] as AspectId)
    : []

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
