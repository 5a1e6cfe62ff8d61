import type { Kysely } from 'kysely'
import type { EntryId, StageId } from '#domain/ids.ts'
import { nothingRuled, type RuledOn, type Ruling, ruledOn } from '#domain/ruling.ts'
import type { Database } from './schema.ts'

/** The rulings of a stage that stand, oldest first. */
async function readRulings(db: Kysely<Database>, stageId: StageId): Promise<Ruling[]> {
  const rows = await db
    .selectFrom('ruling')
    .select(['id', 'entry_id', 'body', 'reason', 'signer'])
    .where('stage_id', '=', stageId)
    .where('withdrawn_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(({ entry_id, body, ...row }) => ({ ...row, entryId: entry_id, ruled: JSON.parse(body) }))
}

/** What stands beside the marks of each entry of a stage, as boards, explanations and bundles score by it. */
export async function readRuledOn(db: Kysely<Database>, stageId: StageId): Promise<(entryId: EntryId) => RuledOn> {
  const byEntry = new Map<EntryId, Ruling[]>()
  for (const ruling of await readRulings(db, stageId))
    byEntry.set(ruling.entryId, [...(byEntry.get(ruling.entryId) ?? []), ruling])
  const ruled = new Map([...byEntry].map(([id, rulings]) => [id, ruledOn(rulings)]))
  return (entryId) => ruled.get(entryId) ?? nothingRuled
}
