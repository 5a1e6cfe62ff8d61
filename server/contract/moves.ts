import { z } from 'zod'
import type { EntryId, MarkId, MoveId, SeatId, SubCriterionId } from '#domain/ids.ts'
import type { MoveEnd } from '#domain/move.ts'
import { idJson } from './id-json.ts'
import { MarkIdJson, MoveIdJson } from './marks.ts'
import { Plain } from './text.ts'

/** One end of a move as the person saw it: a sheet that changed since then is not moved. */
const SheetSeen = z.strictObject({
  entryId: idJson<EntryId>(),
  marks: z.array(MarkIdJson).max(1000),
  moved: MoveIdJson.nullable(),
})

/** The marks of one sheet belong to another competitor; `swap`: and theirs to this one. */
export const MoveSheet = z.strictObject({
  id: MoveIdJson,
  /** Whose sheet: the tablet's own seat, or for the chief judge any of the panel. */
  whose: idJson<SeatId>(),
  subCriterionId: idJson<SubCriterionId>(),
  from: SheetSeen,
  to: SheetSeen,
  swap: z.boolean(),
  reason: Plain(2, 500),
})
export type MoveSheet = z.output<typeof MoveSheet>

export interface SheetMoved {
  readonly kind: 'moved'
  readonly id: MoveId
}

export const PanelSheetsTarget = z.strictObject({
  seatId: idJson<SeatId>(),
  whose: idJson<SeatId>(),
  subCriterionId: idJson<SubCriterionId>(),
})

/** One seat's sheets of one sub-criterion, for the chief judge to move: how far each is, and no value of a mark. */
export interface PanelSheets {
  readonly sheets: readonly PanelSheet[]
}

export interface PanelSheet extends MoveEnd {
  readonly code: string
  readonly station: string | null
  readonly needed: number
  readonly marks: readonly MarkId[]
  readonly moved: MoveId | null
}
