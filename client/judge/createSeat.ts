import { batch, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import type { SeatSheet, SeatView } from '#contract/seats.ts'
import type { AspectId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { checkMark, type GivenValue, type MarkValue } from '#domain/mark.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import { counting } from './amended.ts'
import { createSeatLine } from './createSeatLine.ts'
import {
  type CellKey,
  cellKey,
  type KeptCell,
  newMarkId,
  type Queued,
  type RefusedSignature,
  signatureIn,
  stillRefused,
} from './kept-cell.ts'
import { isBehindMove, lastMoveOf, tellsOfMove } from './last-move.ts'
import { Outbox } from './outbox.ts'
import { fetchPatiently } from './post.ts'
import { type LineState, Sender } from './sender.ts'
import { NoStorage, StorageFull } from './tablet-database.ts'
import { createTabs, thisTab } from './tabs.ts'

export type Phase = 'loading' | 'ready' | 'seat-lost' | 'wiped' | 'no-storage' | 'storage-full' | 'nothing-known'

interface SeatState {
  view: SeatView | null
  cells: Record<CellKey, KeptCell>
  queue: Queued[]
  phase: Phase
  line: LineState
  /** UTC milliseconds of the last word from the server. */
  syncedAt: number | null
  /** Signatures that the server did not take, as kept; those still to be seen are `refusedSignatures()`. */
  refusedSignatures: readonly RefusedSignature[]
}

/**
 * A judge's seat on this tablet: what is to be marked, what was given, and where each mark is on its way. All writes of
 * the judge's pages go through here, and every mark through the outbox first.
 */
export function createSeat(seatId: SeatId) {
  const outbox = new Outbox(seatId)
  const [state, setState] = createStore<SeatState>({
    view: null,
    cells: {},
    queue: [],
    phase: 'loading',
    line: 'idle',
    syncedAt: null,
    refusedSignatures: [],
  })

  const tellTabs = createTabs(seatId, () => void (isOpen && readAgain()))

  const putCells = (cells: readonly KeptCell[]) =>
    batch(() => {
      for (const cell of cells) setState('cells', cell.key, cell)
    })
  const showCells = (cells: readonly KeptCell[]) =>
    setState('cells', reconcile(Object.fromEntries(cells.map((cell) => [cell.key, cell]))))
  /** Its marks are shown as cells. Held here too, a list in another order would change them in place. */
  const showView = (view: SeatView) => setState('view', reconcile({ ...view, marks: [] }, { key: 'id' }))
  /** Storage that fails us stops the marking, in words; nothing is pretended. Returns whether it was the storage. */
  const stopFor = (error: unknown): boolean => {
    if (error instanceof StorageFull) setState('phase', 'storage-full')
    else if (error instanceof NoStorage) setState('phase', 'no-storage')
    else return false
    return true
  }

  const readQueue = async () => {
    try {
      const queue = await outbox.waiting()
      setState('queue', reconcile(queue, { key: 'order' }))
      const queued = new Set(
        queue.map((item) => item.kind === 'mark' && cellKey(item.mark.entryId, item.mark.aspectId)),
      )
      // Another tab of this seat may have sent what was given here.
      const isBehind = Object.values(state.cells).some((cell) => cell?.state === 'waiting' && !queued.has(cell.key))
      if (isBehind) showCells((await outbox.load()).cells)
    } catch (error) {
      stopFor(error)
    }
  }

  const sender = new Sender(seatId, thisTab(), outbox, {
    settled(cells, receipts, marks) {
      putCells(cells)
      tellTabs()
      line.heard()
      void readQueue()
      // Another tablet of this seat was there, or the sheet was moved: see what really stands.
      const wasThere = receipts.some(({ outcome }) => outcome === 'contested' || outcome === 'already-had')
      const isMoved = receipts.some(({ refusal }) => refusal?.kind === 'sheet-moved') || isBehindMove(state.view, marks)
      if (isMoved) tag = null
      if (wasThere || isMoved) void fetchView()
    },
    signed({ view, refusedSignatures }) {
      line.heard()
      batch(() => {
        if (view) showView(view)
        setState({ refusedSignatures })
      })
      tellTabs()
      void readQueue()
      void fetchView()
    },
    line(state) {
      setState('line', state)
      if (state === 'seat-lost') setState('phase', 'seat-lost')
    },
    left: () => void readQueue(),
  })

  /** The tag of the view that was last taken over: the server need not send it again. */
  let tag: string | null = null
  const takeView = async () => {
    const asked = await outbox.count()
    const response = await fetchPatiently(`/api/seats/${seatId}`, tag ? { headers: { 'if-none-match': tag } } : {})
    if (response.status === 401) return setState('phase', 'seat-lost')
    if (response.status === 410) return setState('phase', 'wiped')
    if (response.status === 304) {
      line.heard()
      if (state.phase === 'seat-lost') setState('phase', 'ready')
      return
    }
    if (!response.ok) throw new Error(String(response.status))
    const view = (await response.json()) as SeatView
    line.heard()
    const cells = await outbox.merge(view, asked)
    if (!cells) {
      again = true // a signature was answered meanwhile
      return
    }
    tag = response.headers.get('etag')
    if (tellsOfMove(state.view, view) && (await outbox.count()) > asked) {
      tag = null // what was answered meanwhile may have been moved since
      again = true
    }
    batch(() => {
      showCells(cells)
      showView(view)
      setState('phase', 'ready')
    })
  }

  let fetching = false
  let again = false
  const fetchView = async (): Promise<void> => {
    if (fetching) {
      again = true
      return
    }
    fetching = true
    try {
      await takeView()
    } catch (error) {
      if (!stopFor(error)) line.lost()
      if (state.phase === 'loading') setState('phase', state.view ? 'ready' : 'nothing-known')
    } finally {
      fetching = false
      if (again) {
        again = false
        void fetchView()
      }
    }
  }

  const line = createSeatLine(seatId, {
    changed: () => void (isOpen && fetchView()),
    look() {
      if (!isOpen) return // what is kept here is shown first
      sender.wake()
      void fetchView()
    },
    needsSending: () => state.queue.length > 0,
    isSettled: () => state.phase === 'ready',
    onHeard: (at) => setState('syncedAt', at),
  })

  let isOpen = false
  const open = async () => {
    try {
      const { cells, queue, view, refusedSignatures } = await outbox.load()
      showCells(cells)
      setState({ queue, refusedSignatures })
      if (view) setState({ view, phase: 'ready' })
      isOpen = true
      void navigator.storage?.persist?.() // asked for once; a browser that says no still keeps what it has
    } catch (error) {
      stopFor(error)
      return
    }
    sender.wake()
    await fetchView()
  }

  const readAgain = async () => {
    try {
      const { cells, queue, view, refusedSignatures } = await outbox.load()
      batch(() => {
        showCells(cells)
        if (view) showView(view)
        setState({ queue, refusedSignatures })
      })
    } catch (error) {
      stopFor(error)
    }
  }

  onMount(() => void open())
  onCleanup(() => {
    sender.stop()
    outbox.close()
  })

  /** Kept on this tablet first, then sent. A value off its scale is not taken at all. */
  const give = async (entryId: EntryId, aspect: Aspect, value: GivenValue): Promise<void> => {
    if (value.kind !== 'taken-back' && !checkMark(aspect, value as MarkValue).ok) return
    try {
      const moved = lastMoveOf(state.view, entryId, aspect.id)
      putCells([await outbox.addMark(entryId, aspect.id, value, Date.now(), moved)])
      tellTabs()
    } catch (error) {
      stopFor(error)
      return
    }
    await readQueue()
    sender.wake()
  }

  /** A signature under the values as they stand on this tablet. */
  const sign = async (entryId: EntryId, subCriterion: SubCriterion, strokes: number[][]): Promise<void> => {
    const subCriterionId = subCriterion.id
    const values = subCriterion.aspects.flatMap(({ id: aspectId }) => {
      const value = isOwn(aspectId) ? givenOf(entryId, aspectId) : undefined
      return value ? [{ aspectId, value: unwrap(value) as GivenValue }] : []
    })
    try {
      const moved = sheetOf(entryId, subCriterionId).moved?.id
      const at = Date.now()
      const signature = { id: newMarkId(), entryId, subCriterionId, values, strokes, at, ...(moved && { moved }) }
      const refusedSignatures = await outbox.addSignature(signature)
      await readQueue()
      setState({ refusedSignatures })
      tellTabs()
    } catch (error) {
      stopFor(error)
      return
    }
    sender.wake()
  }

  /** The judge has read why a mark was not taken: the cell shows again what stands on the server. */
  const dismiss = async (entryId: EntryId, aspectId: AspectId): Promise<void> => {
    const key = cellKey(entryId, aspectId)
    try {
      setState('cells', key, (await outbox.dismiss(key)) as KeptCell)
    } catch (error) {
      stopFor(error)
    }
  }

  const cellOf = (entryId: EntryId, aspectId: AspectId): KeptCell | undefined => state.cells[cellKey(entryId, aspectId)]

  /** This seat's value, or the one that the panel's recorder has set down; a taken-back mark is none. */
  const givenOf = (entryId: EntryId, aspectId: AspectId): MarkValue | undefined => {
    const cell = cellOf(entryId, aspectId)
    if (cell) return cell.value.kind === 'taken-back' ? undefined : (cell.value as MarkValue)
    return state.view?.agreed.find((read) => read.entryId === entryId && read.aspectId === aspectId)?.value
  }

  const isOwn = (aspectId: AspectId) => state.view?.ownAspects.includes(aspectId) ?? false

  const waitingSignature = (...at: readonly [EntryId, SubCriterionId]) => signatureIn(state.queue, ...at)

  const sheetOf = (entryId: EntryId, subCriterionId: SubCriterionId): SeatSheet => {
    const kept = state.view?.sheets.find((s) => s.entryId === entryId && s.subCriterionId === subCriterionId)
    const waiting = waitingSignature(entryId, subCriterionId)
    const none = { state: 'open', signedAt: null, spread: [], returned: null, moved: null } as const
    const sheet = kept ?? { entryId, subCriterionId, ...none }
    return waiting && sheet.state === 'open' ? { ...sheet, state: 'signed', signedAt: waiting.at } : sheet
  }

  const missingOf = (entryId: EntryId, subCriterion: SubCriterion): Aspect[] =>
    counting(state.view, subCriterion).filter((aspect) => isOwn(aspect.id) && !givenOf(entryId, aspect.id))

  const attention = (): KeptCell[] => Object.values(state.cells).filter((cell) => cell?.state === 'attention')
  const refusedSignatures = () => stillRefused(state.refusedSignatures, state.view)
  const refusedSignatureOf = (entryId: EntryId, subCriterionId: SubCriterionId) =>
    refusedSignatures().find((one) => one.entryId === entryId && one.subCriterionId === subCriterionId)

  return {
    state,
    give,
    sign,
    dismiss,
    cellOf,
    givenOf,
    isOwn,
    sheetOf,
    waitingSignature,
    missingOf,
    attention,
    unsent: () => state.queue.length,
    isOffline: () => !line.isConnected() || state.line === 'offline',
    refusedSignatures,
    refusedSignatureOf,
    /** Something was done to the sheets past the outbox: see what stands now. */
    lookAgain: fetchView,
    /** After a failure of the storage: once more from what is kept. */
    open,
  }
}

export type Seat = ReturnType<typeof createSeat>
