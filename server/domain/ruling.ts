import { attemptsOf, inAttempt } from './attempts.ts'
import type { EntryId, PartId, RulingId } from './ids.ts'
import type { Points } from './points.ts'
import type { CarriedOver, Scheme } from './scheme.ts'
import type { Correction, EntryGiven } from './score.ts'
import { asSeated } from './scoring-plan.ts'
import type { MarkOf } from './sheet.ts'
import type { Attempt } from './worth.ts'

/**
 * What is set down of an entry beside its marks, with a reason and who signed it (RULES §§4, 5). It is added and
 * withdrawn, never edited, and stands beside the score, never over it.
 */
export type Ruled =
  /** Points are positive: they are taken off. */
  | { readonly kind: 'penalty'; readonly points: Points }
  | { readonly kind: 'adjustment'; readonly points: Points }
  /** The place that a drawn lot, or the chief judge, gave it among its equals: the smaller goes first. */
  | { readonly kind: 'lot' | 'decision'; readonly place: number }
  /** Whether it goes on from a tie at which advancement stops: all of them, or none. */
  | { readonly kind: 'advance'; readonly takes: boolean }
  /** What it brings along from another stage. */
  | { readonly kind: 'carried'; readonly stage: string; readonly what: CarriedOver['what']; readonly points: Points }
  /** The coefficients of one of its attempts, or that it is void. */
  | { readonly kind: 'attempt'; readonly part: PartId; readonly attempt: Attempt }

export type RulingKind = Ruled['kind']

export interface Ruling {
  readonly id: RulingId
  readonly entryId: EntryId
  readonly ruled: Ruled
  readonly reason: string
  /** The full name of whoever signed it. */
  readonly signer: string
}

export interface SignedCorrection extends Correction {
  readonly signer: string
}

/** What an entry's standing takes from its rulings. Of several that give one figure, the last one counts. */
export interface RuledOn {
  readonly penalties: readonly SignedCorrection[]
  readonly adjustments: readonly SignedCorrection[]
  readonly carried: Readonly<Record<string, { readonly own?: Points; readonly total?: Points }>>
  readonly attempts: ReadonlyMap<PartId, readonly Attempt[]>
  readonly lot: number | null
  readonly decision: number | null
  readonly advances: boolean | null
}

export const nothingRuled: RuledOn = {
  penalties: [],
  adjustments: [],
  carried: {},
  attempts: new Map(),
  lot: null,
  decision: null,
  advances: null,
}

/** The rulings of one entry that were not withdrawn, oldest first. */
export function ruledOn(rulings: readonly Pick<Ruling, 'ruled' | 'reason' | 'signer'>[]): RuledOn {
  let on = nothingRuled
  for (const { ruled, reason, signer } of rulings) {
    switch (ruled.kind) {
      case 'penalty':
        on = { ...on, penalties: [...on.penalties, { points: ruled.points, reason, signer }] }
        break
      case 'adjustment':
        on = { ...on, adjustments: [...on.adjustments, { points: ruled.points, reason, signer }] }
        break
      case 'lot':
      case 'decision':
        on = { ...on, [ruled.kind]: ruled.place }
        break
      case 'advance':
        on = { ...on, advances: ruled.takes }
        break
      case 'carried': {
        const brought = { ...on.carried[ruled.stage], [ruled.what]: ruled.points }
        on = { ...on, carried: { ...on.carried, [ruled.stage]: brought } }
        break
      }
      case 'attempt': {
        const { part, attempt } = ruled
        const others = (on.attempts.get(part) ?? []).filter(({ id }) => id !== attempt.id)
        on = { ...on, attempts: new Map(on.attempts).set(part, [...others, attempt]) }
      }
    }
  }
  return on
}

/** All that is given of an entry of a stage: its marks, as tablets give them, and what was set down beside them. */
export const givenOf = (
  scheme: Scheme,
  markOf: MarkOf,
  { penalties, adjustments, carried, attempts }: RuledOn,
): EntryGiven => ({
  markOf: (seat, aspect, attempt) => markOf(seat, inAttempt(aspect, attempt)),
  seating: asSeated,
  attempts: attemptsOf(scheme, attempts),
  penalties,
  adjustments,
  carriedOf: ({ stage, what }) => carried[stage]?.[what],
})
