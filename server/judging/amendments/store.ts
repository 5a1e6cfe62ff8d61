import type { Kysely } from 'kysely'
import type { AspectId, EntryId, StageId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import type { SignedAmendment } from '../../db/amendments.ts'
import type { Database } from '../../db/schema.ts'
import { entriesOf } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'

export const saveAmendment = (trx: Trx, stageId: StageId, { number, amendment, reason, signer, at }: SignedAmendment) =>
  trx
    .insertInto('amendment')
    .values({ stage_id: stageId, number, body: JSON.stringify(amendment), reason, signer, at })
    .execute()

/** The marks that stand on one aspect, in whichever attempt, of all entries, trial entries and those that have left too. */
export async function readMarksOn(
  db: Kysely<Database>,
  stageId: StageId,
  aspectIds: readonly AspectId[],
): Promise<{ readonly entryId: EntryId; readonly code: string; readonly value: GivenValue }[]> {
  const rows = await db
    .selectFrom('mark')
    .innerJoin('entry', 'entry.id', 'mark.entry_id')
    .select(['mark.entry_id', 'entry.code', 'mark.value'])
    .where('mark.entry_id', 'in', entriesOf(db, stageId))
    .where('mark.aspect_id', 'in', [...aspectIds])
    .orderBy('entry.code')
    .execute()
  return rows.map(({ entry_id, code, value }) => ({ entryId: entry_id, code, value: JSON.parse(value) }))
}
