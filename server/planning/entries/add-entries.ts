import { blindCodes, boardCodes, type Draw } from '#domain/blind-code.ts'
import { asId, type BoardEntryId, type EntryId, type StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { competitorKey } from '#domain/roster.ts'
import type { StageState } from '#domain/stage.ts'
import type { Journal } from '../../db/journal.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Trx } from '../../db/transact.ts'
import * as store from './store.ts'

export interface AddEntries {
  readonly stageId: StageId
  readonly entries: readonly {
    readonly name: string
    readonly organization: string
    readonly station: string | null
    readonly division?: string | null | undefined
    /** A person said that this is somebody else of the same name and employer. */
    readonly again?: boolean | undefined
  }[]
  readonly actor: string
}

export type EntriesRefusal =
  | { readonly kind: 'not-found'; readonly what: 'stage' | 'entry' }
  | { readonly kind: 'stage-not-draft'; readonly state: StageState }
  /** The same roster twice would double the contest. */
  | { readonly kind: 'already-entered'; readonly name: string; readonly organization: string; readonly count: number }

/** Puts a confirmed roster into a stage; each entry gets a blind code and an unrelated board code by draw. */
export async function addEntries(
  trx: Trx,
  journal: Journal,
  command: AddEntries,
  chance: { readonly draw: Draw; readonly newId: () => string },
  now: number,
): Promise<Result<number, EntriesRefusal>> {
  const stage = await findStage(trx, command.stageId)
  if (!stage) return err({ kind: 'not-found', what: 'stage' })
  if (stage.state !== 'draft') return err({ kind: 'stage-not-draft', state: stage.state })
  const taken = await store.readEntered(trx, stage.id)
  const twice = enteredTwice(taken, command.entries)
  const [first] = twice
  if (first) {
    const { name, organization } = first
    return err({ kind: 'already-entered', name, organization, count: twice.length })
  }
  const count = command.entries.length
  const codes = blindCodes(
    taken.map((entry) => entry.code),
    count,
    chance.draw,
  )
  const fed = boardCodes(
    taken.map((entry) => entry.boardCode),
    count,
    chance.draw,
  )
  const entries = command.entries.map(({ again: _, division = null, ...entry }, i) => ({
    ...entry,
    division,
    id: asId<EntryId>(chance.newId()),
    code: codes[i]!,
    boardId: asId<BoardEntryId>(chance.newId()),
    boardCode: fed[i]!,
  }))
  await store.saveEntries(trx, stage.id, entries)
  const body = {
    stage: stage.id,
    entries: entries.map(({ id, code, division }) => ({ entry: id, code, ...(division === null ? {} : { division }) })),
  }
  await journal.append(trx, stage.journalId, [{ kind: 'entries-added', actor: command.actor, device: null, body }], now)
  return ok(count)
}

/** The rows that stand in the stage already, or further up in the same roster, and that nobody has confirmed. */
function enteredTwice(taken: readonly Competitor[], entries: AddEntries['entries']) {
  const known = new Set(taken.map(competitorKey))
  return entries.filter((entry) => {
    const key = competitorKey(entry)
    if (known.has(key)) return !entry.again
    known.add(key)
    return false
  })
}

type Competitor = Parameters<typeof competitorKey>[0]
