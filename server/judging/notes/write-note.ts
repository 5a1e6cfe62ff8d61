import { createHash } from 'node:crypto'
import type { DeviceId, NoteId } from '#domain/ids.ts'
import type { NoteKey, NoteRefusal } from '#domain/note.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { mayNoteThere } from './noted-cell.ts'
import * as store from './store.ts'

export interface WriteNote extends NoteKey {
  readonly stage: FrozenStage
  readonly deviceId: DeviceId
  /** Made on the tablet: the same version again is the same version. */
  readonly id: NoteId
  readonly text: string
  readonly at: number
}

export type WriteNoteRefusal = NoteRefusal | { readonly kind: 'id-reused' }

/**
 * Keeps the next version of a note; none is ever written over. The journal gets who, when and the SHA-256 of the text,
 * so that an appeal can tell whether a note is the one that was written then.
 */
export async function writeNote(
  trx: Trx,
  journal: Journal,
  command: WriteNote,
  now: number,
): Promise<Result<{ readonly position: number }, WriteNoteRefusal>> {
  const { stage, deviceId, id, seatId, entryId, aspectId, text, at } = command
  const sha256 = createHash('sha256').update(text).digest('hex')
  const kept = await store.findNote(trx, id)
  if (kept) {
    // The entry is not compared: the sheet may have moved to another one between the first sending and this one.
    const isSame = kept.seatId === seatId && kept.aspectId === aspectId && kept.sha256 === sha256
    return isSame ? ok({ position: kept.position }) : err({ kind: 'id-reused' })
  }
  const allowed = await mayNoteThere(trx, stage, command)
  if (!allowed.ok) return allowed
  const body = { stage: stage.id, note: id, entry: entryId, aspect: aspectId, sha256, tabletAt: at }
  const event = { kind: 'note-written', actor: `seat:${seatId}`, device: deviceId, body } as const
  const position = await journal.append(trx, stage.journalId, [event], now)
  await store.saveNote(trx, { id, stageId: stage.id, seatId, entryId, aspectId, text, sha256, at, position }, now)
  return ok({ position })
}
