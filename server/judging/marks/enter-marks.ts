import { hash } from 'node:crypto'
import type { SeatId } from '#domain/ids.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { FrozenStage, FrozenStages } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import type { EnterMarks, MarksEntered } from './batches.ts'
import { decideMark, refused } from './decide-mark.ts'
import type { Facts, KeptReceipt } from './facts.ts'
import type { MarksStore } from './store.ts'

export interface MarkStores {
  readonly store: MarksStore
  readonly journal: Journal
  readonly frozen: FrozenStages
}

/** A mark with the receipt that it gets. */
interface Entering {
  readonly batch: EnterMarks
  readonly at: number
  readonly mark: GivenMark
  readonly receipt: KeptReceipt
  readonly isFirst: boolean
  /** Its id is taken: recorded, but the receipt under that id stays the first one's. */
  readonly isIdReused: boolean
}

/**
 * Enters the batches of a group, each in the order of its tablet (RULES §11). Every mark gets a final receipt, and every
 * receipt is journalled with the whole mark, refusals too: here the receipt is the fact. The same id again gets the
 * same receipt, and nothing is written twice.
 */
export async function enterMarks(
  trx: Trx,
  { store, journal, frozen }: MarkStores,
  batches: readonly EnterMarks[],
  now: number,
): Promise<MarksEntered[]> {
  await store.touchDevices(trx, new Set(batches.map((batch) => batch.deviceId)), now)
  const stages = new Map<EnterMarks, FrozenStage | undefined>()
  for (const batch of batches) stages.set(batch, batch.isDraft ? undefined : await frozen(trx, batch.stageId))
  const facts = await store.readFacts(trx, batches, stages)
  // Marked by the aspects as they stand amended in this transaction, whatever this process or thread has kept.
  for (const [batch, stage] of stages) {
    if (stage) stages.set(batch, await frozen(trx, stage.id, facts.amendmentsOf(stage.id)))
  }
  const entering: Entering[] = []
  const answers = batches.map((batch) =>
    batch.marks.map((_, at) => answer(facts, stages.get(batch), batch, at, entering)),
  )
  await writeInJournal(trx, journal, entering, now)
  await store.saveReceipts(
    trx,
    entering.filter(({ isIdReused }) => !isIdReused).map(({ receipt }) => receipt),
  )
  await store.saveMarks(trx, lastOfEachCell(entering))
  const accepted = entering.filter(isAccepted)
  return batches.map((batch, i) => ({
    receipts: answers[i]!.map(shown),
    entered: accepted.filter((of) => of.batch === batch).map(({ at, isFirst }) => ({ at, isFirst })),
  }))
}

/** The receipt of one mark: the kept one for a repeat, else a new one, to be entered. */
function answer(
  facts: Facts,
  stage: FrozenStage | undefined,
  batch: EnterMarks,
  at: number,
  entering: Entering[],
): KeptReceipt {
  const { stageId, seatId, deviceId } = batch
  const mark = batch.marks[at]!
  const digest = digestOf(mark, seatId)
  const kept = facts.receiptOf(mark.id)
  if (kept?.digest === digest) return kept
  const decision = kept
    ? refused({ kind: 'id-reused' })
    : facts.isNumberUsed(deviceId, mark.number)
      ? refused({ kind: 'number-reused' })
      : decideMark(facts, stage, seatId, mark)
  const { id: markId, number, replaces, entryId, aspectId, value } = mark
  const receipt = { markId, ...decision, position: 0, deviceId, number, digest, replaces }
  const cell = { stageId, entryId, aspectId, seatId }
  entering.push({
    batch,
    at,
    mark,
    receipt,
    isFirst: facts.cellOf(cell)?.current === null,
    isIdReused: kept !== undefined,
  })
  if (!kept) facts.noteReceipt(receipt)
  if (decision.outcome === 'accepted') facts.noteMark(cell, markId, value)
  return receipt
}

/** Each contest's journal in the order of the group; from here on the receipts know their places. */
async function writeInJournal(trx: Trx, journal: Journal, entering: readonly Entering[], now: number) {
  for (const journalId of new Set(entering.map(({ batch }) => batch.journalId))) {
    const own = entering.filter(({ batch }) => batch.journalId === journalId)
    const first = await journal.append(trx, journalId, own.map(eventOf), now)
    for (const [i, { receipt }] of own.entries()) receipt.position = first + i
  }
}

const isAccepted = ({ receipt }: Entering): boolean => receipt.outcome === 'accepted'

/** What stands in each cell once the group is entered. */
const lastOfEachCell = (entering: readonly Entering[]) => [
  ...new Map(
    entering.filter(isAccepted).map(({ batch: { stageId, seatId }, mark, receipt }) => [
      `${mark.entryId} ${mark.aspectId} ${seatId}`,
      {
        stageId,
        seatId,
        entryId: mark.entryId,
        aspectId: mark.aspectId,
        markId: mark.id,
        value: mark.value,
        position: receipt.position,
      },
    ]),
  ).values(),
]

/** The same mark again, or another one under its id? Order of keys is fixed by the parser at the door. */
const digestOf = ({ number, entryId, aspectId, value, replaces, at, moved }: GivenMark, seatId: SeatId) =>
  hash(
    'sha256',
    JSON.stringify([seatId, number, entryId, aspectId, value, replaces, at, ...(moved ? [moved] : [])]),
    'base64url',
  )

const shown = ({ markId, outcome, refusal, position }: KeptReceipt): Receipt => ({ markId, outcome, refusal, position })

const eventOf = ({ batch, mark, receipt: { outcome, refusal } }: Entering): JournalEvent => ({
  kind: 'mark-received',
  actor: `seat:${batch.seatId}`,
  device: batch.deviceId,
  body: {
    stage: batch.stageId,
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
