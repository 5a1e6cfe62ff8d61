import { isMarked } from '#domain/entry.ts'
import type { AspectId, SeatId } from '#domain/ids.ts'
import { checkMark, type GivenMark, sameValue } from '#domain/mark.ts'
import { isStale, type MarkRefusal, type Outcome } from '#domain/receipt.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Facts } from './facts.ts'

/** What is to become of one mark. */
export interface Decision {
  readonly outcome: Outcome
  readonly refusal: MarkRefusal | null
}

export const refused = (refusal: MarkRefusal): Decision => ({ outcome: 'refused', refusal })
const decided = (outcome: Exclude<Outcome, 'refused'>): Decision => ({ outcome, refusal: null })

/** The outcome of a mark that is new to the server (RULES §11). `stage` is undefined while it is in draft. */
export function decideMark(
  facts: Facts,
  stage: FrozenStage | undefined,
  seatId: SeatId,
  { entryId, aspectId, value, replaces, moved }: GivenMark,
): Decision {
  if (!stage) return refused({ kind: 'stage-not-open', state: 'draft' })
  const aspect = stage.aspects.get(aspectId)
  if (!aspect) return refused({ kind: 'unknown-aspect' })
  if (!stage.givenBy.get(seatId)?.has(aspectId)) return refused({ kind: whyNot(stage, seatId, aspectId) })
  if (value.kind !== 'taken-back') {
    const checked = checkMark(aspect, value)
    if (!checked.ok) return refused(checked.error)
  }
  const cell = facts.cellOf({ stageId: stage.id, entryId, aspectId, seatId })
  if (!cell) return refused({ kind: 'unknown-entry' })
  if (facts.stateOf(stage.id) === 'locked' || cell.sheetState === 'locked') return decided('quarantined')
  if (cell.sheetState === 'signed') return refused({ kind: 'sheet-signed', state: cell.sheetState })
  if (!isMarked(cell.entryState)) return refused({ kind: 'entry-not-marked' })
  // Given for a sheet that has been moved since: it would land on the competitor that the sheet was taken from.
  if ((moved ?? null) !== cell.moved) return refused({ kind: 'sheet-moved' })
  if (cell.current === null) {
    return value.kind === 'taken-back' ? refused({ kind: 'nothing-to-take-back' }) : decided('accepted')
  }
  if (!isStale(cell.current.markId, facts.standingBefore(replaces))) return decided('accepted')
  return decided(sameValue(cell.current.value, value) ? 'already-had' : 'contested')
}

/** Another panel's aspect, or one that this panel's recorder sets down? */
const whyNot = (stage: FrozenStage, seatId: SeatId, aspectId: AspectId) =>
  stage.scheme.groups.some((group) => group.aspects.includes(aspectId) && group.seats.includes(seatId))
    ? 'not-the-recorder'
    : 'not-on-panel'
