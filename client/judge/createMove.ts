import { createEffect, createSignal } from 'solid-js'
import type { MoveSheet, PanelSheet } from '#contract/moves.ts'
import { asId, type EntryId, type MoveId, type SeatId, type SubCriterionId } from '#domain/ids.ts'
import { mayMove } from '#domain/move.ts'
import { newMarkId } from './kept-cell.ts'

/** Where the sheets to choose from come from, and how a move is asked for: a judge's own tablet, or the chief's page. */
export interface MoveSource {
  whose(): SeatId
  readonly subCriterionId: SubCriterionId
  readonly from: EntryId
  /** That seat's sheets of the sub-criterion, over all who are marked. */
  sheets(): readonly PanelSheet[]
  /** undefined: moved; else why not, "no-answer" for silence. */
  send(move: MoveSheet): Promise<string | undefined>
  lookAgain(): Promise<void>
  /** It is done: called once. */
  done(moved: Moved): void
}

export interface Moved {
  readonly to: EntryId
  readonly swap: boolean
}

/** A move as a person makes it up: to whom, why, and what became of it. */
export function createMove(source: MoveSource) {
  const [target, setTarget] = createSignal<EntryId>()
  const [reason, setReason] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failed, setFailed] = createSignal<{ readonly choice: string; readonly why: string }>()

  const endOf = (entryId: EntryId | undefined) => source.sheets().find((sheet) => sheet.entryId === entryId)
  const from = () => endOf(source.from)
  const to = () => endOf(target())
  const targets = () => source.sheets().filter((end) => end.entryId !== source.from && end.trial === from()?.trial)
  const mayTake = (end: PanelSheet) => {
    const own = from()
    return own !== undefined && mayMove(own, end, true).ok
  }
  const isSwap = () => (to()?.given ?? 0) > 0
  const choose = (entryId: EntryId) => {
    if (!busy()) setTarget(entryId)
  }
  const choice = () => `${source.whose()} ${target()}`
  const problem = () => (failed()?.choice === choice() ? failed()?.why : undefined)
  const isReady = () => {
    const end = to()
    return end !== undefined && mayTake(end) && reason().trim().length >= 2 && !busy()
  }

  /** What was asked for last. The same choice again is the same move: a lost answer moves nothing twice. */
  let asked: (Moved & { readonly id: MoveId; readonly choice: string }) | undefined
  let isDone = false
  const finish = () => {
    if (!asked || isDone) return
    isDone = true
    source.done(asked)
  }
  // Silence may have been the answer's, not the request's: then the sheet itself says that it is done.
  createEffect(() => {
    const moved = from()?.moved
    if (moved && moved === asked?.id) finish()
  })

  const submit = async () => {
    const [own, end] = [from(), to()]
    if (!own || !end || !isReady()) return
    const wanted = { choice: choice(), to: end.entryId, swap: isSwap() }
    const isSame = asked?.choice === wanted.choice && asked.swap === wanted.swap
    const id = asked && isSame ? asked.id : asId<MoveId>(newMarkId())
    asked = { id, ...wanted }
    setBusy(true)
    const why = await source.send({
      id,
      whose: source.whose(),
      subCriterionId: source.subCriterionId,
      from: seen(own),
      to: seen(end),
      swap: wanted.swap,
      reason: reason().trim(),
    })
    setFailed(why === undefined ? undefined : { choice: wanted.choice, why })
    await source.lookAgain()
    setBusy(false)
    if (why === undefined) finish()
  }

  return { targets, mayTake, target, choose, from, to, isSwap, reason, setReason, problem, busy, isReady, submit }
}

export type Move = ReturnType<typeof createMove>

const seen = ({ entryId, marks, moved }: PanelSheet) => ({ entryId, marks: [...marks], moved })
