import type { Unready } from '#contract/stages.ts'
import { type EntryState, isMarked } from '#domain/entry.ts'
import type { AspectId, EntryId, StageId } from '#domain/ids.ts'
import { type Rubric, subCriteriaOf } from '#domain/rubric.ts'
import { reviewOf, stopsFreezing } from '#domain/rubric-review.ts'
import type { Scheme } from '#domain/scheme.ts'
import { schemeFrom } from '#domain/scheme-draft.ts'
import { draftFaults } from '#domain/scheme-draft-faults.ts'
import type { PlannedStage } from '../../db/planned-stage.ts'

export interface Readiness extends PlannedStage {
  readonly id: StageId
  readonly entries: readonly {
    readonly id: EntryId
    readonly name: string
    readonly state: EntryState
    readonly division: string | null
  }[]
}

/** What stands in the way of opening, all of it at once. */
export function unreadyOf(readiness: Readiness): Unready[] {
  const { rubric, entries, panels } = readiness
  const unready: Unready[] = []
  if (!rubric) unready.push({ kind: 'no-rubric' })
  if (entries.length === 0) unready.push({ kind: 'no-entries' })
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
  return [...unready, ...unfitOf(rubric, readiness)]
}

/** Where the scheme does not fit rubric, panels and entries. */
function unfitOf(rubric: Rubric, { id, name, draft, entries, ...ground }: Readiness): Unready[] {
  const unready: Unready[] = []
  const faults = draftFaults(draft, { ...ground, rubric, stage: { id, name } })
  const trims = faults.filter(({ path }) => path[0] === 'panels')
  for (const panel of new Set(trims.map(({ path }) => String(path[1])))) {
    unready.push({ kind: 'too-few-seats-to-trim', panel })
  }
  const vetoes = faults.filter(({ fault }) => fault === 'veto-too-fine').map(({ path }) => path[1] as AspectId)
  if (vetoes.length > 0) unready.push({ kind: 'veto-too-fine', ids: vetoes })
  const rest = faults.filter(({ fault, path }) => path[0] !== 'panels' && fault !== 'veto-too-fine')
  if (rest.length > 0) unready.push({ kind: 'scheme-faulty', faults: rest })
  const apart = entries.filter(({ state, division }) => isMarked(state) && !draft.divisions.includes(division ?? ''))
  if (draft.divisions.length > 0 && apart.length > 0) {
    unready.push({
      kind: 'entries-without-division',
      ids: apart.map((entry) => entry.id),
      names: apart.map((entry) => entry.name),
    })
  }
  return unready
}

/** The scheme that opening freezes: what was saved, and RULES §1's defaults for the rest, over the panels as seated. */
export const schemeOf = (rubric: Rubric, { draft, panels, pointsRule }: Readiness): Scheme =>
  schemeFrom(draft, rubric, panels, pointsRule)
