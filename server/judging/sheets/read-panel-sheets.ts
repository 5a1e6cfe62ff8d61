import type { Kysely } from 'kysely'
import type { PanelSheet } from '#contract/moves.ts'
import { isMarked } from '#domain/entry.ts'
import type { AspectId, EntryId, SeatId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'
import { entriesOf, isGiven } from '../../db/stage-marks.ts'

/** One seat's sheets of one sub-criterion over all who are marked, for the chief judge to move: no value of a mark. */
export async function readPanelSheets(
  db: Kysely<Database>,
  stage: FrozenStage,
  seatId: SeatId,
  subCriterion: SubCriterion,
): Promise<PanelSheet[]> {
  const aspectIds = subCriterion.aspects.map((aspect) => aspect.id)
  const entries = await db
    .selectFrom('entry')
    .select(['id', 'code', 'station', 'state', 'trial'])
    .where('stage_id', '=', stage.id)
    .orderBy('trial')
    .orderBy('code')
    .execute()
  const sheets = await db
    .selectFrom('sheet')
    .select(['entry_id', 'state', 'moved'])
    .where('seat_id', '=', seatId)
    .where('sub_criterion_id', '=', subCriterion.id)
    .execute()
  const marks = await db
    .selectFrom('mark')
    .select(['entry_id', 'aspect_id', 'mark_id', 'value'])
    .where('entry_id', 'in', entriesOf(db, stage.id))
    .where('seat_id', '=', seatId)
    .where('aspect_id', 'in', aspectIds)
    .execute()
  const sheetAt = new Map(sheets.map((sheet) => [sheet.entry_id, sheet]))
  const marksAt = (entryId: EntryId) => marks.filter((mark) => mark.entry_id === entryId)
  const counts = (id: AspectId) => !stage.annulled.has(id)
  const needed = aspectIds.filter((id) => stage.givenBy.get(seatId)?.has(id) && counts(id)).length
  return entries
    .filter((entry) => isMarked(entry.state))
    .map(({ id, code, station, state, trial }) => {
      const held = marksAt(id)
      return {
        entryId: id,
        code,
        station,
        entryState: state,
        trial: trial === 1,
        sheet: sheetAt.get(id)?.state ?? 'open',
        moved: sheetAt.get(id)?.moved ?? null,
        given: held.filter((mark) => isGiven(mark) && counts(mark.aspect_id)).length,
        needed,
        marks: held.map((mark) => mark.mark_id),
      }
    })
}
