import type { EntryId, RulingId } from '#domain/ids.ts'
import { err, type Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { type RulingRefusal, type RulingsKept, ruleOnEntries } from './rule-on-entries.ts'

export interface SettleTie {
  readonly stage: FrozenStage
  readonly by: 'lot' | 'decision'
  readonly places: readonly { readonly id: RulingId; readonly entryId: EntryId; readonly place: number }[]
  readonly reason: string
  readonly signer: string
  readonly actor: string
}

export type SettleTieRefusal =
  | RulingRefusal
  /** Not each entry once and each place from 1 once. */
  | { readonly kind: 'places-wrong' }

/**
 * What the rules leave to a person (RULES §§5, 6): a place for each who is equal, by lot or by the chief judge's
 * decision. All of them stand, or none.
 */
export async function settleTie(
  trx: Trx,
  journal: Journal,
  { stage, by, places, reason, signer, actor }: SettleTie,
  now: number,
): Promise<Result<RulingsKept, SettleTieRefusal>> {
  const entries = new Set(places.map(({ entryId }) => entryId))
  const given = new Set(places.map(({ place }) => place))
  const isWhole = [...given].every((place) => place <= places.length)
  if (entries.size < places.length || given.size < places.length || !isWhole) return err({ kind: 'places-wrong' })
  const rulings = places.map(({ id, entryId, place }) => ({ id, entryId, ruled: { kind: by, place }, reason, signer }))
  return ruleOnEntries(trx, journal, { stage, rulings, actor }, now)
}
