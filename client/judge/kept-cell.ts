import type { SeatMark, SeatView, SignSheet } from '#contract/seats.ts'
import type { AspectId, EntryId, MarkId, SubCriterionId } from '#domain/ids.ts'
import { asId } from '#domain/ids.ts'
import { type GivenMark, type GivenValue, sameValue } from '#domain/mark.ts'
import type { Receipt } from '#domain/receipt.ts'
import type { SignedValue } from '#domain/sheet.ts'
import { newId } from '../ui/new-id.ts'

/** One cell of this seat as the tablet holds it. */
export interface KeptCell {
  readonly key: CellKey
  readonly value: GivenValue
  /** What the server is known to hold; null for nothing. The cell falls back to it when a mark is not taken. */
  readonly held: Held | null
  /** The newest mark of the cell that has not been refused: what the next one replaces. */
  readonly standing: MarkId | null
  readonly state: 'waiting' | 'saved' | 'attention'
  /** Why it needs a person; null unless attention. */
  readonly receipt: Receipt | null
  /** When it last changed on this tablet, by the outbox's own count: a view that was asked for earlier is behind. */
  readonly since: number
}

export interface Held {
  readonly markId: MarkId
  readonly value: GivenValue
}

export type CellKey = `${EntryId}|${AspectId}`
export const cellKey = (entryId: EntryId, aspectId: AspectId): CellKey => `${entryId}|${aspectId}`

export type Signature = Omit<SignSheet, 'entryId' | 'subCriterionId' | 'values'> & {
  readonly values: readonly SignedValue[]
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
}

/** A signature that the server did not take: it stays in view until the judge signs again. */
export interface RefusedSignature {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly why: string
}

/** One that fell to a spread is done with where no spread is open any more: the chief judge let it stand, or it is gone. */
export const stillRefused = (
  refused: readonly RefusedSignature[],
  view: SeatView | null,
): readonly RefusedSignature[] =>
  refused.filter(
    ({ entryId, subCriterionId, why }) =>
      why !== 'spread-open' ||
      view?.sheets.some(
        (sheet) => sheet.entryId === entryId && sheet.subCriterionId === subCriterionId && sheet.spread.length > 0,
      ),
  )

export type QueuedMark = { readonly order: number; readonly kind: 'mark'; readonly mark: GivenMark }
export type QueuedSignature = { readonly order: number; readonly kind: 'signature'; readonly signature: Signature }

/** What waits to be sent; `order` is the order in which the judge gave it. */
export type Queued = QueuedMark | QueuedSignature

/** A sheet's signature that was given here and has not arrived yet; its `at` is the time of the signing. */
export const signatureIn = (queue: readonly Queued[], entryId: EntryId, subCriterionId: SubCriterionId) =>
  queue.find(
    (item): item is QueuedSignature =>
      item.kind === 'signature' &&
      item.signature.entryId === entryId &&
      item.signature.subCriterionId === subCriterionId,
  )?.signature

export const newMarkId = (): MarkId => asId<MarkId>(newId())

/** The cell as it stands on the server; undefined where nothing does. */
export const heldCell = (key: CellKey, held: Held | null, since: number): KeptCell | undefined =>
  held === null
    ? undefined
    : { key, value: copyOf(held.value), held, standing: held.markId, state: 'saved', receipt: null, since }

/** A page changes what it shows in place: what is shown and what is held must not be the same object. */
const copyOf = (value: GivenValue): GivenValue =>
  value.kind === 'deduction' ? { ...value, faults: [...value.faults] } : { ...value }

/** The cell after the server's word on one of its marks. A word on an older mark changes only what is known to be held. */
export function settledCell(cell: KeptCell, mark: GivenMark, receipt: Receipt, since: number): KeptCell {
  const taken = receipt.outcome === 'accepted' || receipt.outcome === 'already-had'
  const held = taken ? { markId: mark.id, value: mark.value } : cell.held
  if (cell.standing !== mark.id) return { ...cell, held, since }
  return taken
    ? { ...cell, held, state: 'saved', receipt: null, since }
    : { ...cell, standing: held?.markId ?? null, state: 'attention', receipt, since }
}

/**
 * The cell after the server told of none: its marks were moved away. What waits for a person stays in view, and what is
 * entered next takes the place of nothing. undefined: nothing is left of it.
 */
export function untoldCell(cell: KeptCell): KeptCell | undefined {
  if (cell.state === 'saved') return undefined
  if (cell.state === 'waiting' || (cell.held === null && cell.standing === null)) return cell
  return { ...cell, held: null, standing: null }
}

/**
 * The cell after the server told what it holds. A cell that waits for a person keeps its value and its reason, but what
 * is entered next takes the place of what really stands there.
 */
export function toldCell(key: CellKey, cell: KeptCell | undefined, told: SeatMark, since: number): KeptCell {
  const held = { markId: told.markId, value: told.value }
  if (cell?.state === 'attention') return { ...cell, held, standing: held.markId }
  const isSame = cell?.state === 'saved' && cell.standing === held.markId && sameValue(cell.value, held.value)
  if (isSame) return cell
  return { key, value: copyOf(held.value), held, standing: held.markId, state: 'saved', receipt: null, since }
}
