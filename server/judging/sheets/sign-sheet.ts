import { isMarked } from '#domain/entry.ts'
import type { AspectId, DeviceId, EntryId, MoveId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { givenBy } from '#domain/scheme.ts'
import { maySign, type SignedValue, type SignRefusal } from '#domain/sheet.ts'
import { lookAt } from '#domain/spread.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import { raiseSpreads } from './raise-spreads.ts'
import { readSpreads } from './read-spreads.ts'
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

export type SheetSigned =
  /** `settled`: own aspects whose spread is gone, as this look found. */
  | {
      readonly kind: 'signed'
      readonly signedAt: number
      readonly isNew: boolean
      readonly settled: readonly AspectId[]
    }
  /** No refusal: the look at the levels is a fact, and stands in the journal. The sheet stays open. */
  | { readonly kind: 'spread-open'; readonly aspects: readonly AspectId[] }

/**
 * A judge signs a sheet: read-only from now on, until the chief returns it (RULES §11). Own aspects are looked at once
 * more, since levels may have changed after the first look: where they lie apart, the panel has to talk.
 */
export async function signSheet(
  trx: Trx,
  journal: Journal,
  command: SignSheet,
  now: number,
): Promise<Result<SheetSigned, SignSheetRefusal>> {
  const { stage, seatId, entryId, subCriterionId } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const subCriterion = stage.subCriteria.get(subCriterionId)
  if (!subCriterion) return err({ kind: 'no-such-sheet' })
  const entry = await store.findEntry(trx, stage.id, entryId)
  if (!entry || !isMarked(entry.state)) return err({ kind: 'not-found', what: 'entry' })
  const sheet = await store.findSheet(trx, command)
  if (sheet.signatureId === command.id) {
    return sheet.signedAt === null
      ? err({ kind: 'signature-returned' })
      : ok({ kind: 'signed', signedAt: sheet.signedAt, isNew: false, settled: [] })
  }
  if ((command.moved ?? null) !== sheet.moved) return err({ kind: 'sheet-moved' })
  const { markOf } = (await readEntryMarks(trx, stage.id, [entryId]))(entryId)
  const allowed = maySign(stage.needed, seatId, subCriterion, sheet.state, markOf, command.values)
  if (!allowed.ok) return allowed
  const spreadOf = (await readSpreads(trx, stage, [entryId])).of(entryId)
  const own = givenBy(stage.scheme, seatId)
  const { found, settled, waiting } = lookAt(stage.needed, subCriterion, own, markOf, spreadOf)
  if (found.length > 0) {
    const looker = { actor: `seat:${seatId}`, device: command.deviceId, by: 'signature' } as const
    await raiseSpreads(trx, journal, stage, looker, [{ entryId, subCriterionId, aspects: found }], now)
    return ok({ kind: 'spread-open', aspects: [...found, ...waiting] })
  }
  if (waiting.length > 0) return err({ kind: 'spread-open', aspects: waiting })
  if (settled.length > 0) await store.dropSpreads(trx, entryId, settled)
  await store.saveSignature(trx, stage.id, command, command, now)
  const values = command.values.map(({ aspectId, value }) => ({ aspect: aspectId, value: { ...value } }))
  const body = { stage: stage.id, entry: entryId, subCriterion: subCriterionId, signature: command.id, values }
  const event = { kind: 'sheet-signed', actor: `seat:${seatId}`, device: command.deviceId, body } as const
  await journal.append(trx, stage.journalId, [event], now)
  return ok({ kind: 'signed', signedAt: now, isNew: true, settled })
}
