import { For, Show } from 'solid-js'
import type { BoardRow, BoardTitle } from '#domain/leaderboard.ts'
import { formatPoints, type Points } from '#domain/points.ts'
import { t } from '../i18n/board.ts'

/** Two decimals; a dash where nothing counts yet, never a nought. */
export const figure = (points: Points | null): string => (points === null ? '–' : formatPoints(points))

/** Direction is shape, never red or green: they mean opposite things in different countries. Quiet where a place stayed. */
export function Change(props: { by: number }) {
  const size = () => Math.abs(props.by)
  return (
    <span class={`board-chg ${props.by > 0 ? 'up' : 'dn'}`}>
      <Show when={props.by !== 0}>
        <svg viewBox="0 0 20 18" role="img" aria-label={t(props.by > 0 ? 'up' : 'down', { n: String(size()) })}>
          <path d={props.by > 0 ? 'M10 1l9 16H1z' : 'M10 17L1.5 2h17z'} />
        </svg>
        {size()}
      </Show>
    </span>
  )
}

/** One segment a criterion, as wide as its maximum, filled to the mark, an outline while nothing counts. */
export function Bars(props: { title: BoardTitle; row: BoardRow; lit: readonly number[] | undefined }) {
  return (
    <span class="board-bars" aria-hidden="true">
      <For each={props.title.bars}>
        {(bar, i) => (
          <i
            classList={{
              todo: props.row.bars[i()]?.points === null,
              lit: props.lit?.includes(i()) ?? false,
            }}
            style={{
              '--m': String(Math.max(bar.max, 1)),
              '--v': shareOf(props.row.bars[i()]?.points ?? null, bar.max),
            }}
          />
        )}
      </For>
    </span>
  )
}

/** A mark as a share of its maximum, for a bar. */
export const shareOf = (points: Points | null, max: Points): string =>
  points === null || max <= 0 ? '0' : String(Math.min(1, Math.max(0, points / max)))

export const clockOf = (at: number, seconds = false): string =>
  new Date(at).toLocaleTimeString('zh-CN', {
    hour12: false,
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
  })
