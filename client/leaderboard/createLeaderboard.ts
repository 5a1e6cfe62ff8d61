import { createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { BoardSnapshot } from '#contract/board.ts'
import type { BoardEntryId, StageId } from '#domain/ids.ts'
import { apply, type BoardRow, type LeaderboardFrame } from '#domain/leaderboard.ts'
import { theLine } from '../live.ts'

/** How far a row moved at its last change, and which segments of its bar were scored. */
export interface Move {
  /** Places: positive is up. */
  readonly by: number
  readonly bars: readonly number[]
  /** Still lit. */
  readonly lit: boolean
}

export type BoardLineState = 'live' | 'stale' | 'offline'
type Phase = 'loading' | 'ready' | 'not-found' | 'no-answer'

/** No word for this long, and what is shown is said to be old. */
const STALE = 10_000
const LIT = 6000
const NO_SOCKET = 5000

/**
 * A board as a screen holds it: watch, fetch the snapshot, then move by frames through the shared reducer. A gap, a new
 * epoch, a renewal and a reconnect all end in one thing: fetching the snapshot again (DESIGN §3).
 */
export function createLeaderboard(stageId: () => StageId) {
  const [board, setBoard] = createStore<{ snapshot: BoardSnapshot | null }>({ snapshot: null })
  const [phase, setPhase] = createSignal<Phase>('loading')
  const [moves, setMoves] = createStore<Record<string, Move>>({})
  const [heardAt, setHeardAt] = createSignal(Date.now())
  const [clock, setClock] = createSignal(Date.now())
  const [connected, setConnected] = createSignal(false)
  let tag = ''
  let fetching = false
  let again = false
  let failures = 0
  let retry: ReturnType<typeof setTimeout> | undefined
  const lights = new Map<string, ReturnType<typeof setTimeout>>()

  const heard = () => setHeardAt(Date.now())
  /** Rows as plain data: the reducer is pure, the store is not. */
  let held: BoardSnapshot | null = null

  const show = (next: BoardSnapshot, changed: readonly BoardEntryId[]) => {
    const before = held
    held = next
    setBoard('snapshot', reconcile(next, { key: 'entryId', merge: true }))
    if (before && before.epoch === next.epoch) note(before.rows, next.rows, changed)
    else setMoves(reconcile({}))
  }

  const note = (before: readonly BoardRow[], after: readonly BoardRow[], changed: readonly BoardEntryId[]) => {
    const old = new Map(before.map((row, place) => [row.entryId, { row, place }]))
    const touched = new Set(changed)
    for (const [place, row] of after.entries()) {
      const was = old.get(row.entryId)
      if (!was) continue
      const isTouched = touched.has(row.entryId)
      if (!isTouched && was.place === place) continue
      const bars = isTouched ? row.bars.flatMap((bar, i) => (bar.points === was.row.bars[i]?.points ? [] : [i])) : []
      const by = was.row.rank === null || row.rank === null ? 0 : was.row.rank - row.rank
      setMoves(row.entryId, { by, bars, lit: isTouched })
      if (isTouched) light(row.entryId)
    }
  }

  const light = (entryId: string) => {
    clearTimeout(lights.get(entryId))
    lights.set(
      entryId,
      setTimeout(() => setMoves(entryId, (move) => move && { ...move, lit: false, bars: [] }), LIT),
    )
  }

  const fetchSnapshot = async (): Promise<void> => {
    if (fetching) {
      again = true
      return
    }
    fetching = true
    clearTimeout(retry)
    try {
      const response = await fetch(`/api/boards/${stageId()}`, tag ? { headers: { 'if-none-match': tag } } : {})
      if (response.status === 404) {
        setPhase('not-found')
        schedule(10_000)
        return
      }
      if (response.status !== 304) {
        if (!response.ok) throw new Error(String(response.status))
        tag = response.headers.get('etag') ?? ''
        const next = (await response.json()) as BoardSnapshot
        const before = new Map(held?.rows.map((row) => [row.entryId, row.total]))
        show(
          next,
          next.rows
            .filter((row) => before.has(row.entryId) && before.get(row.entryId) !== row.total)
            .map((r) => r.entryId),
        )
      }
      failures = 0
      setPhase('ready')
      heard()
    } catch {
      if (!held) setPhase('no-answer')
      schedule(Math.min(15_000, 1000 * 2 ** failures++))
    } finally {
      fetching = false
      if (again) {
        again = false
        void fetchSnapshot()
      }
    }
  }
  /** Spread over time, so that a hall full of phones does not ask in the same instant. */
  const schedule = (delay: number) => {
    clearTimeout(retry)
    retry = setTimeout(() => void fetchSnapshot(), delay * (0.75 + Math.random() / 2))
  }

  onMount(() => {
    const line = theLine()
    const watch = () => {
      setConnected(true)
      line.emit('leaderboard:watch', stageId(), () => void fetchSnapshot())
    }
    const onFrame = (frame: LeaderboardFrame) => {
      if (frame.stageId !== stageId()) return
      heard()
      if (!held) return
      const next = apply(held, frame)
      if (!next) {
        tag = ''
        void fetchSnapshot()
      } else if (next !== held) {
        tag = `"${next.epoch}-${next.version}"`
        show(
          { ...held, ...next },
          frame.rows.map((row) => row.entryId),
        )
      }
    }
    const onRenewed = (renewed: StageId) => {
      if (renewed === stageId()) void fetchSnapshot()
    }
    const onLost = () => setConnected(false)
    line.on('connect', watch)
    line.on('disconnect', onLost)
    line.on('leaderboard:changed', onFrame)
    line.on('leaderboard:renewed', onRenewed)
    line.on('tick', heard)
    if (line.connected) watch()
    void fetchSnapshot()
    const second = setInterval(() => setClock(Date.now()), 1000)
    const poll = setInterval(() => {
      if (!connected()) schedule(0)
    }, NO_SOCKET)
    onCleanup(() => {
      line.emit('leaderboard:leave', stageId())
      line.off('connect', watch)
      line.off('disconnect', onLost)
      line.off('leaderboard:changed', onFrame)
      line.off('leaderboard:renewed', onRenewed)
      line.off('tick', heard)
      clearInterval(second)
      clearInterval(poll)
      clearTimeout(retry)
      for (const timer of lights.values()) clearTimeout(timer)
    })
  })

  const lineState = createMemo<BoardLineState>(() => {
    if (clock() - heardAt() <= STALE) return 'live'
    return connected() ? 'stale' : 'offline'
  })
  return {
    snapshot: () => board.snapshot,
    rows: () => board.snapshot?.rows ?? [],
    phase,
    move: (entryId: string): Move | undefined => moves[entryId],
    lineState,
    heardAt,
    clock,
  }
}

export type LeaderboardStore = ReturnType<typeof createLeaderboard>

/** How far each bar has come over all rows: rows complete, and rows in all. */
export const barProgress = (
  rows: readonly BoardRow[],
  bar: number,
): { readonly done: number; readonly of: number } => ({
  done: rows.filter((row) => row.bars[bar]?.missing === 0).length,
  of: rows.length,
})
