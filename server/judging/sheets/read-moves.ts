import type { Kysely } from 'kysely'
import type { LastMove } from '#contract/seats.ts'
import type { EntryId, MoveId, SeatId } from '#domain/ids.ts'
import type { Database } from '../../db/schema.ts'

/** The moves of one seat's sheets, as either of their two ends tells them. */
export async function readMoves(
  db: Kysely<Database>,
  seatId: SeatId,
): Promise<(id: MoveId | null, entryId: EntryId) => LastMove | null> {
  const rows = await db
    .selectFrom('sheet_move')
    .select(['id', 'from_entry_id', 'to_entry_id', 'swap', 'reason', 'by_seat_id'])
    .where('seat_id', '=', seatId)
    .execute()
  const moves = new Map(rows.map((row) => [row.id, row]))
  return (id, entryId) => {
    const move = id === null ? undefined : moves.get(id)
    if (!move) return null
    const went = move.from_entry_id === entryId
    return {
      id: move.id,
      other: went ? move.to_entry_id : move.from_entry_id,
      way: move.swap === 1 ? 'swapped' : went ? 'went' : 'came',
      reason: move.reason,
      byChief: move.by_seat_id !== seatId,
    }
  }
}
