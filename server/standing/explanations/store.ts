import type { Kysely } from 'kysely'
import type { SeatId, StageId } from '#domain/ids.ts'
import type { Database } from '../../db/schema.ts'

export const readSeatLabels = async (db: Kysely<Database>, stageId: StageId): Promise<ReadonlyMap<SeatId, string>> =>
  new Map(
    (await db.selectFrom('seat').select(['id', 'label']).where('stage_id', '=', stageId).execute()).map((seat) => [
      seat.id,
      seat.label,
    ]),
  )
