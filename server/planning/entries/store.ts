import type { EntryState } from '#domain/entry.ts'
import type { BoardEntryId, EntryId, StageId } from '#domain/ids.ts'
import type { Scheme } from '#domain/scheme.ts'
import type { Trx } from '../../db/transact.ts'

export interface NewEntry {
  readonly id: EntryId
  readonly name: string
  readonly organization: string
  readonly station: string | null
  readonly division: string | null
  readonly code: string
  readonly boardId: BoardEntryId
  readonly boardCode: string
}

export const readEntered = (trx: Trx, stageId: StageId) =>
  trx
    .selectFrom('entry')
    .select(['name', 'organization', 'code', 'board_code as boardCode'])
    .where('stage_id', '=', stageId)
    .where('trial', '=', 0)
    .execute()

export const readTrialCodes = async (trx: Trx, stageId: StageId) =>
  (await trx.selectFrom('entry').select('code').where('stage_id', '=', stageId).where('trial', '=', 1).execute()).map(
    (entry) => entry.code,
  )

/** It has no name but its code, on no board and in no list of competitors. */
export const saveTrial = (
  trx: Trx,
  stageId: StageId,
  { entryId, boardId, code }: { readonly entryId: EntryId; readonly boardId: BoardEntryId; readonly code: string },
) =>
  trx
    .insertInto('entry')
    .values({
      id: entryId,
      stage_id: stageId,
      name: code,
      organization: '',
      station: null,
      code,
      board_id: boardId,
      board_code: code,
      state: 'present',
      trial: 1,
    })
    .execute()

export async function saveEntries(trx: Trx, stageId: StageId, entries: readonly NewEntry[]) {
  for (const { id, name, organization, station, division, code, boardId, boardCode } of entries) {
    await trx
      .insertInto('entry')
      .values({
        id,
        stage_id: stageId,
        name,
        organization,
        station,
        code,
        board_id: boardId,
        board_code: boardCode,
        state: 'present',
        division,
      })
      .execute()
  }
}

export const findEntry = (trx: Trx, stageId: StageId, id: EntryId) =>
  trx
    .selectFrom('entry')
    .select(['id', 'state', 'trial', 'division'])
    .where('id', '=', id)
    .where('stage_id', '=', stageId)
    .executeTakeFirst()

export const saveState = (trx: Trx, id: EntryId, state: EntryState) =>
  trx.updateTable('entry').set({ state }).where('id', '=', id).execute()

export const saveDivision = (trx: Trx, id: EntryId, division: string | null) =>
  trx.updateTable('entry').set({ division }).where('id', '=', id).execute()

export const dropEntry = (trx: Trx, id: EntryId) => trx.deleteFrom('entry').where('id', '=', id).execute()

/** What the opening froze of the divisions; undefined while the stage is in draft. */
export async function readFrozenScheme(trx: Trx, stageId: StageId): Promise<Pick<Scheme, 'divisions'> | undefined> {
  const row = await trx.selectFrom('stage').select('scheme').where('id', '=', stageId).executeTakeFirst()
  if (!row?.scheme) return undefined
  const { divisions = [] } = JSON.parse(row.scheme) as Partial<Scheme> // an earlier version knew none
  return { divisions }
}
