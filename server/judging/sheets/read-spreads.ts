import type { Kysely } from 'kysely'
import type { AspectId, EntryId, MarkId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import type { MarkOf } from '#domain/sheet.ts'
import type { Levels, SpreadOf } from '#domain/spread.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Database } from '../../db/schema.ts'

export interface Spreads {
  readonly of: (entryId: EntryId) => SpreadOf
  /** The aspects of a cell whose spread was found and not talked over yet; what is annulled holds nothing up. */
  readonly raised: (entryId: EntryId, subCriterionId: SubCriterionId) => readonly AspectId[]
}

/** The spreads of a stage, or of some of its entries, as they were last found. */
export async function readSpreads(
  db: Kysely<Database>,
  { id: stageId, annulled }: Pick<FrozenStage, 'id' | 'annulled'>,
  entryIds?: readonly EntryId[],
): Promise<Spreads> {
  const rows = await db
    .selectFrom('spread')
    .select(['entry_id', 'sub_criterion_id', 'aspect_id', 'accepted'])
    .where('stage_id', '=', stageId)
    .$if(entryIds !== undefined, (query) => query.where('entry_id', 'in', [...entryIds!]))
    .execute()
  const byAspect = new Map(rows.map((row) => [`${row.entry_id} ${row.aspect_id}`, row]))
  const raised = new Map<string, AspectId[]>()
  for (const row of rows) {
    if (row.accepted !== null || annulled.has(row.aspect_id)) continue
    const cell = `${row.entry_id} ${row.sub_criterion_id}`
    const known = raised.get(cell)
    if (known) known.push(row.aspect_id)
    else raised.set(cell, [row.aspect_id])
  }
  return {
    of: (entryId) => (aspectId) => {
      const row = byAspect.get(`${entryId} ${aspectId}`)
      if (!row) return undefined
      return row.accepted === null
        ? { kind: 'raised' }
        : { kind: 'accepted', levels: JSON.parse(row.accepted) as Levels }
    },
    raised: (entryId, subCriterionId) => raised.get(`${entryId} ${subCriterionId}`) ?? [],
  }
}

/** What stands on these aspects of these entries, and nothing else: asked each second while a panel marks. */
export async function readLevels(
  db: Kysely<Database>,
  cells: readonly { readonly entryId: EntryId; readonly aspectId: AspectId }[],
): Promise<(entryId: EntryId) => MarkOf> {
  const rows = await db
    .selectFrom('mark')
    .select(['entry_id', 'aspect_id', 'seat_id', 'value'])
    .where('entry_id', 'in', [...new Set(cells.map((cell) => cell.entryId))])
    .where('aspect_id', 'in', [...new Set(cells.map((cell) => cell.aspectId))])
    .execute()
  const values = new Map(rows.map((row) => [`${row.entry_id} ${row.seat_id} ${row.aspect_id}`, row.value]))
  return (entryId) => (seatId, aspectId) => {
    const text = values.get(`${entryId} ${seatId} ${aspectId}`)
    const value = text === undefined ? undefined : (JSON.parse(text) as GivenValue)
    return value?.kind === 'taken-back' ? undefined : value
  }
}

/** A seat's marks under raised spreads that it gave before they were found. */
export const readEarlierMarks = async (db: Kysely<Database>, stageId: StageId, seatId: SeatId): Promise<MarkId[]> =>
  (
    await db
      .selectFrom('mark')
      .innerJoin('spread', (join) =>
        join.onRef('spread.entry_id', '=', 'mark.entry_id').onRef('spread.aspect_id', '=', 'mark.aspect_id'),
      )
      .select('mark.mark_id')
      .where('spread.stage_id', '=', stageId)
      .where('mark.seat_id', '=', seatId)
      .where('spread.accepted', 'is', null)
      .whereRef('mark.position', '<=', 'spread.found')
      .orderBy('mark.mark_id')
      .execute()
  ).map((row) => row.mark_id)
