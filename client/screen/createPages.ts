import { createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import type { BoardRow } from '#domain/leaderboard.ts'
import type { LeaderboardStore } from '../leaderboard/createLeaderboard.ts'

const PAGE_TIME = 12_000

interface Page {
  readonly from: number
  readonly to: number
  readonly division: number | null
}

/** A page is of one division; a board without rows has one, which is empty. */
export function pagesOf(rows: readonly Pick<BoardRow, 'division'>[], size: number): readonly Page[] {
  const pages: Page[] = []
  for (const [i, { division }] of rows.entries()) {
    const last = pages[pages.length - 1]
    if (last && last.division === division && i - last.from < size) pages[pages.length - 1] = { ...last, to: i + 1 }
    else pages.push({ from: i, to: i + 1, division })
  }
  return pages.length > 0 ? pages : [{ from: 0, to: 0, division: null }]
}

/** Pages of the hall's board, twelve seconds each; a change among the leaders shows the first page, once. */
export function createPages(size: number, board: LeaderboardStore) {
  const [page, setPage] = createSignal(0)
  const pages = createMemo(() => pagesOf(board.rows(), size))
  const count = () => pages().length
  const current = (): Page => pages()[Math.min(page(), count() - 1)]!
  const from = () => current().from
  /** Rows in the order of their ids, so that the list keeps its elements and rows travel by transform alone. */
  const shown = createMemo(() =>
    board
      .rows()
      .slice(from(), current().to)
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
  return {
    page,
    count,
    from,
    to: () => current().to,
    division: () => current().division,
    shown,
    placeOf: (row: BoardRow) => (places().get(row.entryId) ?? 0) - from(),
  }
}
