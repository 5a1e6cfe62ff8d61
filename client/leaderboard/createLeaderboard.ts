import { batch, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { BoardSnapshot } from '#contract/board.ts'
import type { BoardEntryId, StageId } from '#domain/ids.ts'
import type { BoardRow } from '#domain/leaderboard.ts'
import { theLine } from '../live.ts'
import { fetchSnapshot } from './fetch-snapshot.ts'
import { hearBoard, SILENCE } from './hear-board.ts'
import { type Move, movesBetween } from './moves.ts'

/** stale: the line stands but says nothing; offline: there is no line, and no answer over HTTP either. */
export type BoardLineState = 'live' | 'stale' | 'offline'
type Phase = 'loading' | 'ready' | 'not-found' | 'wiped' | 'no-answer'

/** A changed row stays lit this long (design §5). */
const LIT = 6000

/**
 * A board as a screen shows it: what was heard last, how each row came to its place, and how fresh all of it is.
 * `spread`: milliseconds over which many screens spread their questions after a server's restart.
 */
export function createLeaderboard(stageId: StageId, spread: number) {
  const [board, setBoard] = createStore<{ snapshot: BoardSnapshot | null }>({ snapshot: null })
  const [moves, setMoves] = createStore<Record<string, Move>>({})
  const [phase, setPhase] = createSignal<Phase>('loading')
  const [heardAt, setHeardAt] = createSignal(Date.now())
  const [clock, setClock] = createSignal(Date.now())
  const [connected, setConnected] = createSignal(false)
  const lights = new Map<BoardEntryId, ReturnType<typeof setTimeout>>()
  let before: BoardSnapshot | null = null

  const show = (next: BoardSnapshot, touched?: readonly BoardEntryId[]) =>
    batch(() => {
      // First the moves: the store below takes over the objects it is given, and changes them in place.
      if (before?.epoch === next.epoch) {
        for (const [entryId, move] of movesBetween(before.rows, next.rows, touched)) {
          setMoves(entryId, move)
          if (move.lit) light(entryId)
        }
      } else setMoves(reconcile({}))
      setBoard('snapshot', reconcile(next, { key: 'entryId', merge: true }))
      before = next
    })

  const light = (entryId: BoardEntryId) => {
    clearTimeout(lights.get(entryId))
    lights.set(
      entryId,
      setTimeout(() => setMoves(entryId, (move) => move && { ...move, lit: false, bars: [] }), LIT),
    )
  }

  onMount(() => {
    const line = theLine()
    const board = hearBoard(
      { stageId, line, ask: (tag) => fetchSnapshot(stageId, tag), spread, now: Date.now, chance: Math.random },
      {
        show,
        current: () =>
          batch(() => {
            setPhase('ready')
            setHeardAt(Date.now())
          }),
        notFound: () => setPhase('not-found'),
        wiped: () => setPhase('wiped'),
        noAnswer: () => setPhase('no-answer'),
      },
    )
    const second = setInterval(() => {
      setClock(Date.now())
      setConnected(line.connected)
    }, 1000)
    const back = () => {
      if (document.visibilityState === 'visible' && Date.now() - heardAt() > SILENCE) board.nudge()
    }
    document.addEventListener('visibilitychange', back)
    addEventListener('online', board.nudge)
    onCleanup(() => {
      board.close()
      clearInterval(second)
      document.removeEventListener('visibilitychange', back)
      removeEventListener('online', board.nudge)
      for (const timer of lights.values()) clearTimeout(timer)
    })
  })

  const lineState = createMemo<BoardLineState>(() => freshness(clock(), heardAt(), connected()))
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

/** Data without a word for ten seconds is said to be old; it stays on the screen (ux-rules B7). */
export const freshness = (now: number, heardAt: number, connected: boolean): BoardLineState =>
  now - heardAt <= SILENCE ? 'live' : connected ? 'stale' : 'offline'

/** How far each bar has come over all rows: rows complete, and rows in all. */
export const barProgress = (
  rows: readonly BoardRow[],
  bar: number,
): { readonly done: number; readonly of: number } => ({
  done: rows.filter((row) => row.bars[bar]?.missing === 0).length,
  of: rows.length,
})
