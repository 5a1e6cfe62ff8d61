import type { SeatId } from './ids.ts'
import type { MarkValue } from './mark.ts'
import type { Aspect, SubCriterion } from './rubric.ts'
import { givers, type Scheme } from './scheme.ts'
import { type MarkOf, missingOf, sheetSeats } from './sheet.ts'

/** What the panel gave for one aspect of a trial entry, seat by seat. */
export interface PanelMarks {
  readonly aspect: Aspect
  readonly marks: readonly { readonly seatId: SeatId; readonly value: MarkValue }[]
}

/**
 * The panel's marks of a trial entry side by side: what calibration is for. undefined until every seat has given all of
 * its marks of the sub-criterion, so that nobody marks towards the others. Never asked for an entry that counts.
 */
export function panelMarks(scheme: Scheme, subCriterion: SubCriterion, markOf: MarkOf): PanelMarks[] | undefined {
  const seats = sheetSeats(scheme, subCriterion)
  if (seats.some((seat) => missingOf(scheme, seat, subCriterion, markOf).length > 0)) return undefined
  return subCriterion.aspects.map((aspect) => ({
    aspect,
    marks: scheme.groups
      .filter((group) => group.aspects.includes(aspect.id))
      .flatMap(givers)
      .map((seatId) => ({ seatId, value: markOf(seatId, aspect.id)! })),
  }))
}
