import type { RulingId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import { inJournal } from './rule-on-entries.ts'
import * as store from './store.ts'

export interface WithdrawRuling {
  readonly stage: FrozenStage
  readonly rulingId: RulingId
  readonly reason: string
  readonly signer: string
  readonly actor: string
}

export type WithdrawRulingRefusal =
  | { readonly kind: 'not-found'; readonly what: 'ruling' }
  | { readonly kind: 'already-withdrawn' }

/** Takes a ruling back, with a reason and who signs that: it stays in the list, and counts no more. */
export async function withdrawRuling(
  trx: Trx,
  journal: Journal,
  { stage, rulingId, reason, signer, actor }: WithdrawRuling,
  now: number,
): Promise<Result<RulingId, WithdrawRulingRefusal>> {
  const found = (await store.findRulings(trx, [rulingId])).get(rulingId)
  if (found?.stageId !== stage.id) return err({ kind: 'not-found', what: 'ruling' })
  const before = found.withdrawn
  // Sent twice, since the first answer was lost.
  if (before?.reason === reason && before.signer === signer) return ok(rulingId)
  if (before) return err({ kind: 'already-withdrawn' })
  await store.saveWithdrawal(trx, rulingId, { reason, signer }, now)
  const body = {
    stage: stage.id,
    ruling: rulingId,
    entry: found.entryId,
    ruled: inJournal(found.ruled),
    reason,
    signer,
  }
  await journal.append(trx, stage.journalId, [{ kind: 'ruling-withdrawn', actor, device: null, body }], now)
  return ok(rulingId)
}
