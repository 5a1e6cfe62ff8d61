import type { EntryId, RulingId } from '#domain/ids.ts'
import { err, type Result } from '#domain/result.ts'
import type { Ruling } from '#domain/ruling.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { type RulingRefusal, type RulingsKept, ruleOnEntries } from './rule-on-entries.ts'

interface Tied {
  readonly id: RulingId
  readonly entryId: EntryId
}

export type SettleTie = {
  readonly stage: FrozenStage
  readonly reason: string
  readonly signer: string
  readonly actor: string
} & (
  | { readonly by: 'lot' | 'decision'; readonly places: readonly (Tied & { readonly place: number })[] }
  | { readonly by: 'advance'; readonly takes: boolean; readonly entries: readonly Tied[] }
)

export type SettleTieRefusal =
  | RulingRefusal
  /** Not each entry once, or not each place from 1 once. */
  | { readonly kind: 'places-wrong' }

/**
 * What the rules leave to a person (RULES §§5, 6): a place for each who is equal, by lot or by the chief judge's
 * decision; or, where advancement stops, that all of them go on or none does. All of it stands, or nothing.
 */
export async function settleTie(
  trx: Trx,
  journal: Journal,
  command: SettleTie,
  now: number,
): Promise<Result<RulingsKept, SettleTieRefusal>> {
  const { stage, reason, signer, actor } = command
  const tied = command.by === 'advance' ? command.entries : command.places
  const entries = new Set(tied.map(({ entryId }) => entryId))
  if (entries.size < tied.length || !isWhole(command)) return err({ kind: 'places-wrong' })
  const rulings = said(command).map((one) => ({ ...one, reason, signer }))
  return ruleOnEntries(trx, journal, { stage, rulings, actor }, now)
}

function isWhole(command: SettleTie): boolean {
  if (command.by === 'advance') return true
  const given = new Set(command.places.map(({ place }) => place))
  return given.size === command.places.length && [...given].every((place) => place <= given.size)
}

function said(command: SettleTie): readonly Pick<Ruling, 'id' | 'entryId' | 'ruled'>[] {
  if (command.by === 'advance') {
    const ruled = { kind: 'advance', takes: command.takes } as const
    return command.entries.map(({ id, entryId }) => ({ id, entryId, ruled }))
  }
  const kind = command.by
  return command.places.map(({ id, entryId, place }) => ({ id, entryId, ruled: { kind, place } }))
}
