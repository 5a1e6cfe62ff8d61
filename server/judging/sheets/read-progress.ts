import type { Kysely } from 'kysely'
import type { CellState, Progress, ProgressCell } from '#contract/progress.ts'
import { isMarked } from '#domain/entry.ts'
import type { AspectId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { KeptMarks } from '../../db/kept-marks.ts'
import type { Database } from '../../db/schema.ts'
import type { StageHead } from '../../db/stage-head.ts'
import type { EntryMarks } from '../../db/stage-marks.ts'
import { readSpreads } from './read-spreads.ts'
import { trialSheet } from './trial-sheet.ts'

export interface ProgressFor {
  /** Only the sub-criteria of this seat's panel; null for the organizer, who sees all. */
  readonly panelOf: SeatId | null
  /** The levels behind a spread are for the chief judge alone (DESIGN §5 of the look, RULES §9). */
  readonly showLevels: boolean
  readonly isOnline: (seatId: SeatId) => boolean
}

/** The matrix of entries × sub-criteria: how far each sheet has come, and no mark in it. */
export async function readProgress(
  db: Kysely<Database>,
  kept: KeptMarks,
  stage: FrozenStage,
  { state, rehearsal }: StageHead,
  view: ProgressFor,
): Promise<Progress> {
  const panels = await db
    .selectFrom('panel')
    .select(['id', 'name', 'sub_criteria'])
    .where('stage_id', '=', stage.id)
    .orderBy('position')
    .execute()
  const seats = await db
    .selectFrom('seat')
    .leftJoin('device', 'device.seat_id', 'seat.id')
    .select(['seat.id', 'seat.label', 'seat.judge', 'seat.chief', 'seat.panel_id'])
    .select((eb) => eb.fn.max('device.seen_at').as('seenAt'))
    .where('seat.stage_id', '=', stage.id)
    .groupBy(['seat.id', 'seat.label', 'seat.judge', 'seat.chief', 'seat.panel_id'])
    .orderBy('seat.label')
    .execute()
  const own = view.panelOf === null ? undefined : seats.find((seat) => seat.id === view.panelOf)?.panel_id
  const shownPanels = panels.filter((panel) => own === undefined || panel.id === own)
  const panelOf = new Map<SubCriterionId, string>(
    shownPanels.flatMap((panel) => (JSON.parse(panel.sub_criteria) as SubCriterionId[]).map((id) => [id, panel.name])),
  )
  const entries = await db
    .selectFrom('entry')
    .select(['id', 'code', 'state', 'trial'])
    .where('stage_id', '=', stage.id)
    .orderBy('code')
    .execute()
  const marked = entries.filter((entry) => isMarked(entry.state))
  const counted = marked.filter((entry) => entry.trial === 0)
  const trials = marked.filter((entry) => entry.trial === 1)
  const subCriteria = stage.rubric.criteria.flatMap((criterion) =>
    criterion.subCriteria
      .filter((subCriterion) => panelOf.has(subCriterion.id))
      .map((subCriterion) => ({ subCriterion, criterionId: criterion.id })),
  )
  const marksOf = await kept.of(stage.id)
  const spreads = await readSpreads(db, stage)
  const labelOf = (seatId: SeatId) => seats.find((seat) => seat.id === seatId)?.label ?? ''
  const cellsOf = (entryId: EntryId): ProgressCell[] => {
    const marks = marksOf(entryId) // parsed once an entry, not once a cell
    return subCriteria.map(({ subCriterion }) => ({
      entryId,
      subCriterionId: subCriterion.id,
      ...cellOf(stage, subCriterion, marks, view.showLevels, spreads.raised(entryId, subCriterion.id)),
    }))
  }
  return {
    stageId: stage.id,
    state,
    rehearsal,
    subCriteria: subCriteria.map(({ subCriterion, criterionId }) => ({
      id: subCriterion.id,
      name: subCriterion.name,
      criterionId,
      panel: panelOf.get(subCriterion.id) ?? '',
      seats: stage.sheetSeats.get(subCriterion.id) ?? [],
    })),
    entries: counted.map(({ id, code }) => ({ id, code })),
    cells: counted.flatMap((entry) => cellsOf(entry.id)),
    trials: trials.map(({ id, code }) => ({
      id,
      code,
      cells: cellsOf(id),
      sheets: view.showLevels
        ? subCriteria.flatMap(({ subCriterion }) => trialSheet(stage, id, subCriterion, marksOf(id).markOf, labelOf))
        : [],
    })),
    seats: seats
      .filter((seat) => own === undefined || seat.panel_id === own)
      .sort((a, b) => Number(a.label.slice(1)) - Number(b.label.slice(1)))
      .map((seat) => ({
        id: seat.id,
        label: seat.label,
        judge: seat.judge,
        panel: panels.find((panel) => panel.id === seat.panel_id)?.name ?? '',
        chief: seat.chief === 1,
        online: view.isOnline(seat.id),
        seenAt: seat.seenAt,
      })),
  }
}

function cellOf(
  stage: FrozenStage,
  subCriterion: SubCriterion,
  { markOf, sheetOf }: EntryMarks,
  showLevels: boolean,
  raised: readonly AspectId[],
): Omit<ProgressCell, 'entryId' | 'subCriterionId'> {
  const seats = stage.sheetSeats.get(subCriterion.id) ?? []
  const aspects = subCriterion.aspects.map((aspect) => aspect.id)
  let needed = 0
  let given = 0
  for (const seat of seats) {
    for (const { id } of subCriterion.aspects) {
      if (!stage.givenBy.get(seat)?.has(id) || stage.annulled.has(id)) continue
      needed++
      if (markOf(seat, id) !== undefined) given++
    }
  }
  const unsigned = seats.filter((seat) => sheetOf(seat, subCriterion.id) === 'open')
  // Where everything is annulled nothing is waited for.
  const locked = seats.every((seat) => sheetOf(seat, subCriterion.id) === 'locked')
  return {
    state: stateOf({ locked, signed: unsigned.length === 0, given, needed }),
    given,
    needed,
    unsigned,
    spread: aspects
      .filter((id) => raised.includes(id))
      .map((aspectId) => ({
        aspectId,
        levels: showLevels
          ? seats.flatMap((seatId) => {
              const value = markOf(seatId, aspectId)
              return value ? [{ seatId, value }] : []
            })
          : null,
      })),
  }
}

function stateOf(cell: { locked: boolean; signed: boolean; given: number; needed: number }): CellState {
  if (cell.locked) return 'locked'
  if (cell.signed) return 'signed'
  if (cell.given === 0) return 'none'
  return cell.given < cell.needed ? 'begun' : 'marked'
}
