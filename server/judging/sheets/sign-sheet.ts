import { isMarked } from '#domain/entry.ts'
import type { DeviceId, EntryId, MoveId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { maySign, type SignedValue, type SignRefusal } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface SignSheet {
  readonly stage: FrozenStage
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  /** Made on the tablet: the same signature again is the same signature. */
  readonly id: string
  readonly strokes: readonly (readonly number[])[]
  /** What the judge saw and put their hand under. */
  readonly values: readonly SignedValue[]
  /** The last move of the sheet that the judge knew of. */
  readonly moved?: MoveId | undefined
}

export type SignSheetRefusal =
  /** This very signature was taken, and the chief judge has sent the sheet back since. */
  | { readonly kind: 'signature-returned' }
  | SignRefusal
  | { readonly kind: 'not-found'; readonly what: 'entry' }
  | { readonly kind: 'stage-not-open'; readonly state: StageState }

/** A judge signs a sheet: read-only from now on, until the chief returns it (RULES §11). */
export async function signSheet(
  trx: Trx,
  journal: Journal,
  command: SignSheet,
  now: number,
): Promise<Result<{ readonly signedAt: number }, SignSheetRefusal>> {
  const { stage, seatId, entryId, subCriterionId } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const subCriterion = stage.subCriteria.get(subCriterionId)
  if (!subCriterion) return err({ kind: 'no-such-sheet' })
  const entry = await store.findEntry(trx, stage.id, entryId)
  if (!entry || !isMarked(entry.state)) return err({ kind: 'not-found', what: 'entry' })
  const sheet = await store.findSheet(trx, command)
  if (sheet.signatureId === command.id) {
    return sheet.signedAt === null ? err({ kind: 'signature-returned' }) : ok({ signedAt: sheet.signedAt })
  }
  if ((command.moved ?? null) !== sheet.moved) return err({ kind: 'sheet-moved' })
  const { markOf } = (await readEntryMarks(trx, stage.id, [entryId]))(entryId)
  const accepted = await store.isSpreadAccepted(trx, entryId, subCriterionId)
  const allowed = maySign(stage.scheme, seatId, subCriterion, sheet.state, markOf, command.values, accepted)
  if (!allowed.ok) return allowed
  await store.saveSignature(trx, stage.id, command, command, now)
  const values = command.values.map(({ aspectId, value }) => ({ aspect: aspectId, value: { ...value } }))
  const body = { stage: stage.id, entry: entryId, subCriterion: subCriterionId, signature: command.id, values }
  const event = { kind: 'sheet-signed', actor: `seat:${seatId}`, device: command.deviceId, body } as const
  await journal.append(trx, stage.journalId, [event], now)
  return ok({ signedAt: now })
}
