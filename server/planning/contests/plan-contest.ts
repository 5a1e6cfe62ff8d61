import type { ContestId, JournalId } from '#domain/ids.ts'
import { type Journal, startJournal } from '../../db/journal.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface PlanContest {
  readonly contestId: ContestId
  readonly journalId: JournalId
  readonly name: string
  /** Can be wiped as a whole afterwards; said now, and never changed. */
  readonly rehearsal: boolean
  readonly actor: string
}

/** A contest begins with its name and its own journal. */
export async function planContest(trx: Trx, journal: Journal, command: PlanContest, now: number): Promise<ContestId> {
  await startJournal(trx, command.journalId, command.rehearsal)
  await store.saveContest(trx, command.contestId, command.name, command.journalId, now)
  const event = {
    kind: 'contest-planned',
    actor: command.actor,
    device: null,
    body: { contest: command.contestId, name: command.name, rehearsal: command.rehearsal },
  } as const
  await journal.append(trx, command.journalId, [event], now)
  return command.contestId
}
