import { createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { SeatSheet, SeatView } from '#contract/seats.ts'
import type { AspectId, EntryId, SeatId, SubCriterionId } from '#domain/ids.ts'
import { checkMark, type GivenValue, type MarkValue } from '#domain/mark.ts'
import type { Aspect, SubCriterion } from '#domain/rubric.ts'
import { theLine } from '../live.ts'
import { type CellKey, cellKey, type KeptCell, NoStorage, newMarkId, Outbox, type Queued } from './outbox.ts'
import { type LineState, Sender } from './sender.ts'

export type Phase = 'loading' | 'ready' | 'seat-lost' | 'no-storage' | 'storage-full' | 'nothing-known'

interface SeatState {
  view: SeatView | null
  cells: Record<CellKey, KeptCell>
  queue: Queued[]
  phase: Phase
  line: LineState
  /** UTC milliseconds of the last word from the server. */
  syncedAt: number | null
  /** A signature that the server did not take, by sheet. */
  signRefusals: Record<string, string>
}

export const sheetKey = (entryId: EntryId, subCriterionId: SubCriterionId) => `${entryId}|${subCriterionId}`

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
    signRefusals: {},
  })
  const [connected, setConnected] = createSignal(true)

  const putCells = (cells: readonly KeptCell[]) => {
    for (const cell of cells) setState('cells', cell.key, cell)
  }
  const readQueue = async () => setState('queue', reconcile(await outbox.waiting(), { key: 'order' }))

  const sender = new Sender(seatId, outbox, {
    settled(cells) {
      putCells(cells)
      setState('syncedAt', Date.now())
      void readQueue()
      if (cells.some((cell) => cell.receipt?.outcome === 'contested')) void fetchView()
    },
    signed(signature, refusal) {
      setState('signRefusals', sheetKey(signature.entryId, signature.subCriterionId), refusal as string)
      void readQueue()
      void fetchView()
    },
    line(line) {
      setState('line', line)
      if (line === 'seat-lost') setState('phase', 'seat-lost')
    },
    left: () => void readQueue(),
  })

  let fetching = false
  let again = false
  const fetchView = async (): Promise<void> => {
    if (fetching) {
      again = true
      return
    }
    fetching = true
    const asked = outbox.count
    try {
      const response = await fetch(`/api/seats/${seatId}`)
      if (response.status === 401) {
        setState('phase', 'seat-lost')
        return
      }
      if (!response.ok) throw new Error(String(response.status))
      const view = (await response.json()) as SeatView
      const cells = await outbox.merge(view, asked)
      setState('cells', reconcile(Object.fromEntries(cells.map((cell) => [cell.key, cell]))))
      setState('view', reconcile(view, { key: 'id' }))
      setState({ phase: 'ready', syncedAt: Date.now() })
      setConnected(true)
    } catch (error) {
      if (error instanceof NoStorage) setState('phase', 'no-storage')
      else setConnected(false)
      if (state.phase === 'loading') setState('phase', state.view ? 'ready' : 'nothing-known')
    } finally {
      fetching = false
      if (again) {
        again = false
        void fetchView()
      }
    }
  }

  const open = async () => {
    try {
      const { cells, queue, view } = await outbox.load()
      setState('cells', Object.fromEntries(cells.map((cell) => [cell.key, cell])))
      setState('queue', queue)
      if (view) setState({ view, phase: 'ready' })
    } catch {
      setState('phase', 'no-storage')
      return
    }
    sender.wake()
    await fetchView()
  }

  onMount(() => {
    void open()
    const line = theLine()
    const watch = () => {
      setConnected(true)
      line.emit('seat:watch', seatId, () => undefined)
      sender.wake()
      void fetchView()
    }
    const lost = () => setConnected(false)
    const changed = (changedId: SeatId) => changedId === seatId && void fetchView()
    line.on('connect', watch)
    line.on('disconnect', lost)
    line.on('connect_error', lost)
    line.on('seat:changed', changed)
    if (line.connected) watch()
    const offline = () => setConnected(false)
    const visible = () => {
      if (document.visibilityState !== 'visible') return
      sender.wake()
      void fetchView()
    }
    addEventListener('online', sender.wake)
    addEventListener('offline', offline)
    document.addEventListener('visibilitychange', visible)
    const timer = setInterval(() => state.queue.length > 0 && sender.wake(), 5000)
    onCleanup(() => {
      line.off('connect', watch)
      line.off('disconnect', lost)
      line.off('connect_error', lost)
      line.off('seat:changed', changed)
      removeEventListener('online', sender.wake)
      removeEventListener('offline', offline)
      document.removeEventListener('visibilitychange', visible)
      clearInterval(timer)
      sender.stop()
    })
  })

  /** Kept on this tablet first, then sent. A value off its scale is not taken at all. */
  const give = async (entryId: EntryId, aspect: Aspect, value: GivenValue): Promise<void> => {
    if (value.kind !== 'taken-back' && !checkMark(aspect, value as MarkValue).ok) return
    try {
      const cell = await outbox.addMark(entryId, aspect.id, value, Date.now())
      setState('cells', cell.key, cell)
    } catch (error) {
      setState('phase', (error as DOMException).name === 'QuotaExceededError' ? 'storage-full' : 'no-storage')
      return
    }
    await readQueue()
    sender.wake()
  }

  const sign = async (entryId: EntryId, subCriterionId: SubCriterionId, strokes: number[][]): Promise<void> => {
    setState('signRefusals', sheetKey(entryId, subCriterionId), undefined as unknown as string)
    await outbox.addSignature({ id: newMarkId(), entryId, subCriterionId, strokes, at: Date.now() })
    await readQueue()
    sender.wake()
  }

  /** The judge has read why a mark was not taken: the cell shows again what stands on the server. */
  const dismiss = async (entryId: EntryId, aspectId: AspectId): Promise<void> => {
    const key = cellKey(entryId, aspectId)
    const mark = state.view?.marks.find((held) => held.entryId === entryId && held.aspectId === aspectId)
    const cell = await outbox.dismiss(key, mark)
    setState('cells', key, cell as KeptCell)
    void fetchView()
  }

  const cellOf = (entryId: EntryId, aspectId: AspectId): KeptCell | undefined => state.cells[cellKey(entryId, aspectId)]

  /** This seat's value, or the one that the panel's recorder has set down; a taken-back mark is none. */
  const givenOf = (entryId: EntryId, aspectId: AspectId): MarkValue | undefined => {
    const cell = cellOf(entryId, aspectId)
    if (cell) return cell.value.kind === 'taken-back' ? undefined : (cell.value as MarkValue)
    return state.view?.agreed.find((read) => read.entryId === entryId && read.aspectId === aspectId)?.value
  }

  const isOwn = (aspectId: AspectId) => state.view?.ownAspects.includes(aspectId) ?? false

  const sheetOf = (entryId: EntryId, subCriterionId: SubCriterionId): SeatSheet => {
    const kept = state.view?.sheets.find((s) => s.entryId === entryId && s.subCriterionId === subCriterionId)
    const waiting = state.queue.some(
      (item) =>
        item.kind === 'signature' &&
        item.signature.entryId === entryId &&
        item.signature.subCriterionId === subCriterionId,
    )
    const sheet = kept ?? { entryId, subCriterionId, state: 'open', signedAt: null, spread: [], returned: null }
    return waiting && sheet.state === 'open' ? { ...sheet, state: 'signed' } : sheet
  }

  const missingOf = (entryId: EntryId, subCriterion: SubCriterion): Aspect[] =>
    subCriterion.aspects.filter((aspect) => isOwn(aspect.id) && !givenOf(entryId, aspect.id))

  const attention = (): KeptCell[] => Object.values(state.cells).filter((cell) => cell?.state === 'attention')
  const unsent = () => state.queue.length
  const isOffline = () => !connected() || state.line === 'offline'

  return {
    state,
    give,
    sign,
    dismiss,
    cellOf,
    givenOf,
    isOwn,
    sheetOf,
    missingOf,
    attention,
    unsent,
    isOffline,
    fetchView,
  }
}

export type Seat = ReturnType<typeof createSeat>
