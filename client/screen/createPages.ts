import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { BoardRow } from '#domain/leaderboard.ts'
import type { LeaderboardStore } from '../leaderboard/createLeaderboard.ts'

const PAGE_TIME = 12_000

/** Pages of the hall's board: twelve seconds each; a change among the leaders shows the first page, once. */
export function createPages(size: number, board: LeaderboardStore) {
  const [page, setPage] = createSignal(0)
  const count = () => Math.max(1, Math.ceil(board.rows().length / size))
  const from = () => Math.min(page(), count() - 1) * size
  /** Rows in the order of their ids, so that the list keeps its elements and rows travel by transform alone. */
  const shown = createMemo(() =>
    board
      .rows()
      .slice(from(), from() + size)
      .slice()
      .sort((a, b) => (a.entryId < b.entryId ? -1 : 1)),
  )
  const places = createMemo(() => new Map(board.rows().map((row, place) => [row.entryId, place])))

  let timer = setInterval(() => setPage((page() + 1) % count()), PAGE_TIME)
  const restart = () => {
    clearInterval(timer)
    timer = setInterval(() => setPage((page() + 1) % count()), PAGE_TIME)
  }
  const leaders = () =>
    board
      .rows()
      .slice(0, size)
      .some((row) => board.lit(row.entryId) !== undefined)
  createEffect(
    on(leaders, (lit, before) => {
      if (!lit || before || page() === 0) return
      setPage(0)
      restart()
    }),
  )
  onCleanup(() => clearInterval(timer))
  return { page, count, from, shown, placeOf: (row: BoardRow) => (places().get(row.entryId) ?? 0) - from() }
}
