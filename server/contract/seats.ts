import { z } from 'zod'
import type { Amendment } from '#domain/amend.ts'
import type { AspectId, EntryId, MarkId, MoveId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import type { GivenValue, MarkValue } from '#domain/mark.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { LockRefusal, SheetState, SignRefusal } from '#domain/sheet.ts'
import type { StageState } from '#domain/stage.ts'
import { idJson, MadeThere } from './id-json.ts'
import { AspectIdJson, GivenValueJson, MoveIdJson } from './marks.ts'
import { Plain } from './text.ts'
import type { TrialSheet } from './trial.ts'

export const SeatTarget = z.strictObject({
  seatId: idJson<SeatId>(),
})

/** A seat's link carries this token in its fragment; it is exchanged once and then worth nothing. */
export const SeatToken = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/) })

/** Answer to the exchange of a seat's link. The cookie came with it. */
export interface SeatEntered {
  readonly seatId: SeatId
}

/** Everything a tablet needs to mark its panel's sub-criteria, and nothing of what other judges gave (DESIGN §10). */
export interface SeatView {
  readonly seat: {
    readonly id: SeatId
    /** "J3" */
    readonly label: string
    /** The judge's own name, to show whose seat this is. */
    readonly judge: string
    readonly chief: boolean
    readonly panel: string
  }
  readonly stageId: StageId
  readonly contest: string
  readonly skill: string
  readonly stage: string
  readonly state: StageState
  readonly blind: boolean
  /** Only the sub-criteria of this seat's panel. */
  readonly rubric: Rubric
  /** The aspects that this seat gives marks for; the others are recorded by another seat and only read here. */
  readonly ownAspects: readonly AspectId[]
  /** In the order in which the tablet steps through them. */
  readonly entries: readonly SeatEntry[]
  /** This seat's newest mark of each cell; a taken-back one stands here too, since the next mark replaces it. */
  readonly marks: readonly SeatMark[]
  /** What the panel's recorder has set down for aspects that are not this seat's own. */
  readonly agreed: readonly { readonly entryId: EntryId; readonly aspectId: AspectId; readonly value: MarkValue }[]
  /** Only sheets that are not simply open: a sheet that is not here is open, unflagged and was never returned. */
  readonly sheets: readonly SeatSheet[]
  /** Own marks under such a spread that were given before it was found (我的原评); those given since are re-marks. */
  readonly earlier: readonly MarkId[]
  /** What the panel gave on trial entries, of sheets that all of it have marked. */
  readonly trialSheets: readonly TrialSheet[]
  /** Aspects of this panel that were amended since the stage opened, each by its last amendment. */
  readonly amended: readonly AmendedAspect[]
  /** The highest running number that the server has of this device, 0 for none. */
  readonly lastNumber: number
}

/** An aspect that was found faulty after opening (RULES §11); corrected, it stands in the rubric as it is now. */
export interface AmendedAspect {
  readonly aspectId: AspectId
  readonly kind: Amendment['kind']
  readonly reason: string
}

export interface SeatEntry {
  readonly id: EntryId
  /** What judges see in place of a name: "07-B". */
  readonly code: string
  readonly station: string | null
  /** Marked for calibration; counts nowhere. */
  readonly trial: boolean
}

export interface SeatMark {
  readonly entryId: EntryId
  readonly aspectId: AspectId
  readonly markId: MarkId
  readonly value: GivenValue
}

export interface SeatSheet {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
  readonly state: SheetState
  /** UTC milliseconds; null while open. */
  readonly signedAt: number | null
  /**
   * Own aspects whose spread was over the limit when it was looked at last, and was not accepted: discuss and re-mark
   * (RULES §9). It stays, whatever levels are given, until a judge says that the discussion is done, or signs.
   */
  readonly spread: readonly AspectId[]
  /** Why the chief judge sent it back, until it is signed again. */
  readonly returned: string | null
  /** The last move that brought marks here or took them away. */
  readonly moved: LastMove | null
}

export interface LastMove {
  readonly id: MoveId
  /** Whose marks these were, or are now. */
  readonly other: EntryId
  readonly way: 'came' | 'went' | 'swapped'
  readonly reason: string
  readonly byChief: boolean
}

const Cell = {
  entryId: idJson<EntryId>(),
  subCriterionId: idJson<SubCriterionId>(),
}
const Reason = Plain(2, 500)

/**
 * A handwritten signature: strokes of x, y, x, y … in a field of 1000 × 500, under the values that the judge saw. Where
 * other values stand by now (another tablet of the seat), it signs nothing.
 */
export const SignSheet = z.strictObject({
  ...Cell,
  values: z.array(z.strictObject({ aspectId: AspectIdJson, value: GivenValueJson })).max(500),
  id: MadeThere,
  strokes: z
    .array(z.array(z.int().min(0).max(1000)).min(2).max(4000))
    .min(1)
    .max(200),
  at: z.int(),
  /** The last move of the sheet that the tablet knew of; absent for none. */
  moved: MoveIdJson.optional(),
})
export type SignSheet = z.output<typeof SignSheet>

export interface SheetSigned {
  readonly kind: 'signed'
  readonly signedAt: number
}

/** The chief judge locks sheets; cells that cannot be locked are named with the reason, the others are locked. */
export const LockSheets = z.strictObject({ cells: z.array(z.strictObject(Cell)).min(1).max(2000) })
export interface SheetsLocked {
  readonly locked: number
  readonly refused: readonly {
    readonly entryId: EntryId
    readonly subCriterionId: SubCriterionId
    readonly refusal: LockRefusal | { readonly kind: 'not-on-panel' }
  }[]
}

/**
 * The chief judge sends a signed sheet back to its judge; null: on account of a spread, to every judge who has to talk
 * about it and has signed.
 */
export const ReturnSheet = z.strictObject({
  ...Cell,
  seatId: idJson<SeatId>().nullable(),
  reason: Reason,
})

/** A judge says that a spread was talked over (讨论完毕): the levels are looked at as they stand. */
export const DiscussSpread = z.strictObject({ entryId: Cell.entryId, aspectId: AspectIdJson })
export interface SpreadDiscussed {
  /** Over the limit still. */
  readonly stands: boolean
}

/** The chief judge lets a spread stand, with a reason (RULES §9). */
export const AcceptSpread = z.strictObject({ ...Cell, reason: Reason })

export type { LockRefusal, SignRefusal }
