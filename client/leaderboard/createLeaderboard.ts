import { batch, createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { BoardSnapshot } from '#contract/board.ts'
import type { BoardEntryId, StageId } from '#domain/ids.ts'
import type { BoardRow } from '#domain/leaderboard.ts'
import { theLine } from '../live.ts'
import { fetchSnapshot } from './fetch-snapshot.ts'
import { hearBoard, SILENCE } from './hear-board.ts'
import { gainedSince, type Places, placesAgo, remember, scoredBetween } from './moves.ts'

/** stale: the line stands but says nothing; offline: there is no line, and no answer over HTTP either. */
export type BoardLineState = 'live' | 'stale' | 'offline'
type Phase = 'loading' | 'ready' | 'not-found' | 'wiped' | 'no-answer'

/** A changed row stays lit this long (design §5). */
const LIT = 6000

/**
 * A board as a screen shows it: what was heard last, whose figures are new, who rose or fell of late, and how fresh all of
 * it is.
 * `spread`: milliseconds over which many screens spread their questions after a server's restart.
 */
export function createLeaderboard(stageId: StageId, spread: number) {
  const [board, setBoard] = createStore<{ snapshot: BoardSnapshot | null }>({ snapshot: null })
  /** Rows whose own figures are new, with the segments of their bars that are. */
  const [lit, setLit] = createStore<Record<string, readonly number[] | undefined>>({})
  const [places, setPlaces] = createSignal<readonly Places[]>([])
  const [phase, setPhase] = createSignal<Phase>('loading')
  const [heardAt, setHeardAt] = createSignal(Date.now())
  const [clock, setClock] = createSignal(Date.now())
  const [connected, setConnected] = createSignal(false)
  const lights = new Map<BoardEntryId, ReturnType<typeof setTimeout>>()
  let before: BoardSnapshot | null = null

  const show = (next: BoardSnapshot, touched?: readonly BoardEntryId[]) =>
    batch(() => {
      // First what is new: the store below takes over the objects it is given, and changes them in place.
      if (before?.epoch === next.epoch) {
        for (const [entryId, bars] of scoredBetween(before.rows, next.rows, touched)) light(entryId, bars)
      } else {
        setLit(reconcile({}))
        setPlaces([])
      }
      setBoard('snapshot', reconcile(next, { key: 'entryId', merge: true }))
      before = next
    })

  const light = (entryId: BoardEntryId, bars: readonly number[]) => {
    setLit(entryId, bars)
    clearTimeout(lights.get(entryId))
    lights.set(
      entryId,
      setTimeout(() => setLit(entryId, undefined), LIT),
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
      if (phase() === 'ready') setPlaces(remember(places(), rows(), Date.now()))
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

  const rows = () => board.snapshot?.rows ?? []
  const then = createMemo(() => placesAgo(places(), clock()))
  const lineState = createMemo<BoardLineState>(() => freshness(clock(), heardAt(), connected()))
  return {
    snapshot: () => board.snapshot,
    rows,
    phase,
    /** The segments just scored, for as long as the row stays lit. */
    lit: (entryId: string): readonly number[] | undefined => lit[entryId],
    /** Ranks gained within the last minutes. */
    gained: (row: BoardRow): number => gainedSince(then(), row),
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
