import type { Kysely } from 'kysely'
import type { StageRuling } from '#contract/rulings.ts'
import type { EntryId, RulingId, StageId } from '#domain/ids.ts'
import type { Ruling } from '#domain/ruling.ts'
import type { Database } from '../../db/schema.ts'
import type { Trx } from '../../db/transact.ts'

export const findEntries = (trx: Trx, stageId: StageId, ids: readonly EntryId[]) =>
  trx
    .selectFrom('entry')
    .select(['id', 'state', 'trial'])
    .where('stage_id', '=', stageId)
    .where('id', 'in', ids)
    .execute()

/** Who may stand in a list. */
export const readEntrants = (db: Kysely<Database>, stageId: StageId) =>
  db
    .selectFrom('entry')
    .select(['id', 'code', 'name', 'organization', 'state'])
    .where('stage_id', '=', stageId)
    .where('trial', '=', 0)
    .orderBy('code')
    .execute()

export async function findRulings(trx: Trx, ids: readonly RulingId[]) {
  const rows = await trx.selectFrom('ruling').selectAll().where('id', 'in', ids).execute()
  return new Map(rows.map((row) => [row.id, { ...toRuling(row), stageId: row.stage_id }]))
}

/** Rows in one statement: SQLite takes so many values and no more. */
const SLICE = 500

export async function saveRulings(trx: Trx, stageId: StageId, rulings: readonly Ruling[], now: number) {
  const rows = rulings.map(({ id, entryId, ruled, reason, signer }) => ({
    id,
    stage_id: stageId,
    entry_id: entryId,
    kind: ruled.kind,
    body: JSON.stringify(ruled),
    reason,
    signer,
    at: now,
    withdrawn_at: null,
    withdrawn_reason: null,
    withdrawn_by: null,
  }))
  for (let i = 0; i < rows.length; i += SLICE)
    await trx
      .insertInto('ruling')
      .values(rows.slice(i, i + SLICE))
      .execute()
}

/** The time of the newest one: one that comes later has to be later, whatever the clock says. */
export const readNewest = async (trx: Trx, stageId: StageId): Promise<number> =>
  (
    await trx
      .selectFrom('ruling')
      .select('at')
      .where('stage_id', '=', stageId)
      .orderBy('at', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.at ?? 0

export const saveWithdrawal = (
  trx: Trx,
  id: RulingId,
  { reason, signer }: { readonly reason: string; readonly signer: string },
  now: number,
) =>
  trx
    .updateTable('ruling')
    .set({ withdrawn_at: now, withdrawn_reason: reason, withdrawn_by: signer })
    .where('id', '=', id)
    .execute()

/** All of a stage, oldest first. */
export const readStageRulings = async (db: Kysely<Database>, stageId: StageId): Promise<StageRuling[]> =>
  (await db.selectFrom('ruling').selectAll().where('stage_id', '=', stageId).orderBy('at').orderBy('id').execute()).map(
    toRuling,
  )

const toRuling = (row: Database['ruling']): StageRuling => ({
  id: row.id,
  entryId: row.entry_id,
  ruled: JSON.parse(row.body),
  reason: row.reason,
  signer: row.signer,
  at: row.at,
  withdrawn:
    row.withdrawn_at === null
      ? null
      : { at: row.withdrawn_at, reason: row.withdrawn_reason ?? '', signer: row.withdrawn_by ?? '' },
})
