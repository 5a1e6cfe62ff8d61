import { createHash } from 'node:crypto'
import { isMarked } from '#domain/entry.ts'
import type { DeviceId, EntryId, JournalId, MarkId, SeatId, StageId } from '#domain/ids.ts'
import { checkMark, type GivenMark, sameValue } from '#domain/mark.ts'
import { isStale, type MarkRefusal, type Outcome, type Receipt } from '#domain/receipt.ts'
import type { StageState } from '#domain/stage.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import type { Cell, KeptReceipt, MarksStore } from './store.ts'

/** One tablet's batch. */
export interface EnterMarks {
  readonly stageId: StageId
  readonly journalId: JournalId
  /** undefined while the stage is in draft: then every mark is refused, and the refusal recorded. */
  readonly stage: FrozenStage | undefined
  readonly seatId: SeatId
  readonly deviceId: DeviceId
  readonly marks: readonly GivenMark[]
}

export interface MarksEntered {
  /** One for each mark, in order. */
  readonly receipts: readonly Receipt[]
  /** Entries whose marks really changed. */
  readonly changed: ReadonlySet<EntryId>
}

/** What is to become of one mark. */
interface Decision {
  readonly outcome: Outcome
  readonly refusal: MarkRefusal | null
}

const refused = (refusal: MarkRefusal): Decision => ({ outcome: 'refused', refusal })
const decided = (outcome: Exclude<Outcome, 'refused'>): Decision => ({ outcome, refusal: null })

/**
 * Enters a batch of marks in the order of the tablet (RULES §11). Every mark gets a final receipt, and every receipt
 * is journalled with the whole mark, refusals too: here the receipt is the fact. The same id again gets the same
 * receipt, and nothing is written twice.
 */
export async function enterMarks(
  trx: Trx,
  { store, journal }: { readonly store: MarksStore; readonly journal: Journal },
  command: EnterMarks,
  now: number,
): Promise<MarksEntered> {
  const state = (await store.readStageState(trx, command.stageId)) ?? 'draft'
  const receipts: Receipt[] = []
  const changed = new Set<EntryId>()
  await store.touchDevice(trx, command.deviceId, now)
  for (const mark of command.marks) {
    const digest = digestOf(mark, command.seatId)
    const kept = await store.findReceipts(trx, mark.id, command.deviceId, mark.number)
    const same = kept.find((receipt) => receipt.markId === mark.id)
    if (same) {
      receipts.push(same.digest === digest ? shown(same) : await refuseReused(trx, journal, command, mark, now))
      continue
    }
    const at: Cell = {
      stageId: command.stageId,
      entryId: mark.entryId,
      aspectId: mark.aspectId,
      seatId: command.seatId,
    }
    const decision =
      kept.length > 0 ? refused({ kind: 'number-reused' }) : await decide(trx, store, command.stage, state, at, mark)
    const position = await journal.append(trx, command.journalId, [eventOf(command, mark, decision)], now)
    const receipt = { markId: mark.id, ...decision, position }
    if (decision.outcome === 'accepted') {
      await store.saveMark(trx, at, mark.id, mark.value, position)
      changed.add(mark.entryId)
    }
    await store.saveReceipt(trx, {
      ...receipt,
      deviceId: command.deviceId,
      number: mark.number,
      digest,
      replaces: mark.replaces,
    })
    receipts.push(receipt)
  }
  return { receipts, changed }
}

async function decide(
  trx: Trx,
  store: MarksStore,
  stage: FrozenStage | undefined,
  state: StageState,
  at: Cell,
  mark: GivenMark,
): Promise<Decision> {
  if (!stage) return refused({ kind: 'stage-not-open', state: 'draft' })
  const aspect = stage.aspects.get(mark.aspectId)
  const subCriterion = stage.subCriterionOf.get(mark.aspectId)
  if (!aspect || !subCriterion) return refused({ kind: 'unknown-aspect' })
  if (!stage.givenBy.get(at.seatId)?.has(aspect.id)) return refused({ kind: whyNot(stage, at) })
  if (mark.value.kind !== 'taken-back') {
    const checked = checkMark(aspect, mark.value)
    if (!checked.ok) return refused(checked.error)
  }
  const cell = await store.findCell(trx, at, subCriterion.id)
  if (!cell) return refused({ kind: 'unknown-entry' })
  if (state === 'locked' || cell.sheetState === 'locked') return decided('quarantined')
  if (cell.sheetState === 'signed') return refused({ kind: 'sheet-signed', state: cell.sheetState })
  if (!isMarked(cell.entryState)) return refused({ kind: 'entry-not-marked' })
  // Given for a sheet that has been moved since: it would land on the competitor that the sheet was taken from.
  if ((mark.moved ?? null) !== cell.moved) return refused({ kind: 'sheet-moved' })
  if (cell.current === null) {
    return mark.value.kind === 'taken-back' ? refused({ kind: 'nothing-to-take-back' }) : decided('accepted')
  }
  if (!isStale(cell.current.markId, await standingBefore(trx, store, mark.replaces))) return decided('accepted')
  return decided(sameValue(cell.current.value, mark.value) ? 'already-had' : 'contested')
}

/** Another mark under an id that is taken: recorded, but the receipt under that id stays the first one's. */
async function refuseReused(
  trx: Trx,
  journal: Journal,
  command: EnterMarks,
  mark: GivenMark,
  now: number,
): Promise<Receipt> {
  const decision = refused({ kind: 'id-reused' })
  const position = await journal.append(trx, command.journalId, [eventOf(command, mark, decision)], now)
  return { markId: mark.id, ...decision, position }
}

/** Another panel's aspect, or one that this panel's recorder sets down? */
const whyNot = (stage: FrozenStage, { seatId, aspectId }: Cell) =>
  stage.scheme.groups.some((group) => group.aspects.includes(aspectId) && group.seats.includes(seatId))
    ? 'not-the-recorder'
    : 'not-on-panel'

/** A tablet may name a mark that was itself not accepted; then what counts is the mark that one meant to replace. */
async function standingBefore(trx: Trx, store: MarksStore, replaces: MarkId | null): Promise<MarkId | null> {
  let before = replaces
  for (let steps = 0; before !== null && steps < 50; steps++) {
    const receipt = await store.findReceipt(trx, before)
    if (!receipt || receipt.outcome === 'accepted') return before
    before = receipt.replaces
  }
  return before
}

/** The same mark again, or another one under its id? Order of keys is fixed by the parser at the door. */
const digestOf = ({ number, entryId, aspectId, value, replaces, at, moved }: GivenMark, seatId: SeatId) =>
  createHash('sha256')
    .update(JSON.stringify([seatId, number, entryId, aspectId, value, replaces, at, ...(moved ? [moved] : [])]))
    .digest('base64url')

const shown = ({ markId, outcome, refusal, position }: KeptReceipt): Receipt => ({ markId, outcome, refusal, position })

const eventOf = (command: EnterMarks, mark: GivenMark, { outcome, refusal }: Decision): JournalEvent => ({
  kind: 'mark-received',
  actor: `seat:${command.seatId}`,
  device: command.deviceId,
  body: {
    stage: command.stageId,
    mark: mark.id,
    number: mark.number,
    entry: mark.entryId,
    aspect: mark.aspectId,
    value: { ...mark.value },
    replaces: mark.replaces,
    ...(mark.moved === undefined ? {} : { moved: mark.moved }),
    tabletAt: mark.at,
    outcome,
    refusal: refusal === null ? null : { ...refusal },
  },
})
