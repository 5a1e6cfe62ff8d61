import type { AspectId, DeviceId, EntryId, SeatId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { SheetState } from '#domain/sheet.ts'
import { lookAt, spreadSeats } from '#domain/spread.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import { readEntryMarks } from '../../db/stage-marks.ts'
import type { Trx } from '../../db/transact.ts'
import { readSpreads } from './read-spreads.ts'
import * as store from './store.ts'

export interface DiscussSpread {
  readonly stage: FrozenStage
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly entryId: EntryId
  readonly aspectId: AspectId
}

export type DiscussSpreadRefusal =
  | { readonly kind: 'stage-not-open'; readonly state: StageState }
  | { readonly kind: 'not-on-panel' }
  | { readonly kind: 'sheet-not-open'; readonly state: SheetState }
  | { readonly kind: 'no-spread' }
  /** Somebody has taken a level back and given no other yet: nothing can be looked at. */
  | { readonly kind: 'levels-missing' }

export interface SpreadDiscussed {
  /** Over the limit still, with the levels that stand now. */
  readonly stands: boolean
  readonly seats: readonly SeatId[]
}

/**
 * A judge says that the discussion is done (讨论完毕), and the levels are looked at as they stand (RULES §9). It tells the
 * panel whether they still lie apart, so it stands in the journal each time.
 */
export async function discussSpread(
  trx: Trx,
  journal: Journal,
  command: DiscussSpread,
  now: number,
): Promise<Result<SpreadDiscussed, DiscussSpreadRefusal>> {
  const { stage, seatId, entryId, aspectId } = command
  const state = await store.readStageState(trx, stage.id)
  if (state !== 'open') return err({ kind: 'stage-not-open', state })
  const subCriterion = stage.subCriterionOf.get(aspectId)
  const seats = spreadSeats(stage.scheme, [aspectId])
  if (!subCriterion || !seats.includes(seatId)) return err({ kind: 'not-on-panel' })
  const sheet = await store.findSheet(trx, { seatId, entryId, subCriterionId: subCriterion.id })
  if (sheet.state !== 'open') return err({ kind: 'sheet-not-open', state: sheet.state })
  const spreadOf = (await readSpreads(trx, stage, [entryId])).of(entryId)
  if (spreadOf(aspectId)?.kind !== 'raised') return err({ kind: 'no-spread' })
  const { markOf } = (await readEntryMarks(trx, stage.id, [entryId]))(entryId)
  const { found, waiting } = lookAt(stage.needed, subCriterion, new Set([aspectId]), markOf, spreadOf)
  if (waiting.length > 0) return err({ kind: 'levels-missing' })
  const stands = found.length > 0
  const body = { stage: stage.id, entry: entryId, subCriterion: subCriterion.id, aspect: aspectId, stands }
  const event = { kind: 'spread-discussed', actor: `seat:${seatId}`, device: command.deviceId, body } as const
  const position = await journal.append(trx, stage.journalId, [event], now)
  const at = { entryId, subCriterionId: subCriterion.id, aspectId, found: position }
  if (stands) await store.saveSpreads(trx, stage.id, [at], now)
  else await store.dropSpreads(trx, entryId, [aspectId])
  return ok({ stands, seats })
}
