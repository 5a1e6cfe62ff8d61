import { type AttemptRefusal, attemptRefusal } from '#domain/attempt-refusal.ts'
import { attemptsOf } from '#domain/attempts.ts'
import { isCounted } from '#domain/entry.ts'
import type { EntryId, RulingId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Ruled, Ruling } from '#domain/ruling.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import type { Journal, JournalEvent } from '../../db/journal.ts'
import { readStageNames } from '../../db/stage-names.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface RuleOnEntries {
  /** Open or locked: a draft has nothing to rule on. */
  readonly stage: FrozenStage
  /** Each of another entry, all of them or none. */
  readonly rulings: readonly Ruling[]
  readonly actor: string
}

export type RulingRefusal =
  | { readonly kind: 'unknown-entry' }
  /** Absent, withdrawn or disqualified, or a trial entry: it has no score to stand beside. */
  | { readonly kind: 'entry-not-counted' }
  /** The scheme carries nothing over from a stage of that name. */
  | { readonly kind: 'not-carried'; readonly stage: string }
  /** No part of that name has so many attempts. */
  | { readonly kind: 'no-such-attempt'; readonly attempt: string }
  | AttemptRefusal
  /** The scheme lets nobody go on from this stage. */
  | { readonly kind: 'no-advancement' }
  /** The same id came before and said something else. */
  | { readonly kind: 'id-reused' }

export interface RulingsKept {
  readonly ids: readonly RulingId[]
  /** false: the very same was sent before, and nothing is written. */
  readonly isNew: boolean
}

/**
 * Sets something down beside the marks of entries, with a reason and who signs it (RULES §§4, 5): never over the score,
 * and never edited. The same again, by its id, is the same.
 */
export async function ruleOnEntries(
  trx: Trx,
  journal: Journal,
  { stage, rulings, actor }: RuleOnEntries,
  now: number,
): Promise<Result<RulingsKept, RulingRefusal>> {
  const ids = rulings.map(({ id }) => id)
  const known = await store.findRulings(trx, ids)
  if (known.size > 0) {
    const isSame = rulings.every((ruling) => {
      const found = known.get(ruling.id)
      return found?.stageId === stage.id && sameRuling(found, ruling)
    })
    return isSame ? ok({ ids, isNew: false }) : err({ kind: 'id-reused' })
  }
  const refusal = await refusalOf(trx, stage, rulings)
  if (refusal) return err(refusal)
  const at = Math.max(now, (await store.readNewest(trx, stage.id)) + 1)
  await store.saveRulings(trx, stage.id, rulings, at)
  const events = rulings.map(
    ({ id, entryId, ruled, reason, signer }): JournalEvent => ({
      kind: 'ruling',
      actor,
      device: null,
      body: { stage: stage.id, ruling: id, entry: entryId, ruled: inJournal(ruled), reason, signer },
    }),
  )
  await journal.append(trx, stage.journalId, events, now)
  return ok({ ids, isNew: true })
}

async function refusalOf(trx: Trx, stage: FrozenStage, rulings: readonly Ruling[]): Promise<RulingRefusal | undefined> {
  const entries = new Map<EntryId, Awaited<ReturnType<typeof store.findEntries>>[number]>()
  const wanted = rulings.map(({ entryId }) => entryId)
  for (const entry of await store.findEntries(trx, stage.id, wanted)) entries.set(entry.id, entry)
  for (const { entryId, ruled } of rulings) {
    const entry = entries.get(entryId)
    if (!entry) return { kind: 'unknown-entry' }
    if (!isCounted({ state: entry.state, trial: entry.trial === 1 })) return { kind: 'entry-not-counted' }
    const ofAttempt = ruled.kind === 'attempt' ? refusalOfAttempt(stage, ruled) : undefined
    if (ofAttempt) return ofAttempt
    if (ruled.kind === 'advance' && stage.scheme.advancement === null) return { kind: 'no-advancement' }
    if (ruled.kind === 'carried' && !carries(stage, ruled))
      return { kind: 'not-carried', stage: (await readStageNames(trx, stage.id))(ruled.stage) }
  }
  return undefined
}

function refusalOfAttempt(
  { plan }: FrozenStage,
  { part, attempt }: Extract<Ruled, { kind: 'attempt' }>,
): RulingRefusal | undefined {
  const planned = plan.parts.find((one) => one.part.id === part)
  const isPlanned = attemptsOf(plan.scheme, new Map())
    .get(part)
    ?.some(({ id }) => id === attempt.id)
  if (!planned || !isPlanned) return { kind: 'no-such-attempt', attempt: attempt.id }
  return attemptRefusal(planned, plan.rubric, attempt)
}

const carries = ({ scheme }: FrozenStage, { stage, what }: Extract<Ruled, { kind: 'carried' }>) =>
  scheme.carried.some((one) => one.stage === stage && one.what === what)

/** As plain JSON. */
export const inJournal = (ruled: Ruled) => (ruled.kind === 'attempt' ? attemptInJournal(ruled) : { ...ruled })

const attemptInJournal = ({ kind, part, attempt }: Extract<Ruled, { kind: 'attempt' }>) => ({
  kind,
  part,
  attempt: { ...attempt, table: attempt.table && { ...attempt.table } },
})

/** What was parsed at the door has its keys in a fixed order. */
const sameRuling = (a: Omit<Ruling, 'id'>, b: Omit<Ruling, 'id'>): boolean =>
  JSON.stringify([a.entryId, a.ruled, a.reason, a.signer]) === JSON.stringify([b.entryId, b.ruled, b.reason, b.signer])
