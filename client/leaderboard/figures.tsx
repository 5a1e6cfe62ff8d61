import { For, Show } from 'solid-js'
import type { BoardRow, BoardTitle } from '#domain/leaderboard.ts'
import { formatPoints, type Points } from '#domain/points.ts'
import { t } from '../i18n/board.ts'
import type { Move } from './moves.ts'

/** Two decimals; a dash where nothing counts yet, never a nought. */
export const figure = (points: Points | null): string => (points === null ? '–' : formatPoints(points))

/** Direction is shape, never red or green: they mean opposite things in different countries. */
export function Change(props: { move: Move | undefined }) {
  const by = () => props.move?.by ?? 0
  const words = () => (by() > 0 ? t('up', { n: String(by()) }) : by() < 0 ? t('down', { n: String(-by()) }) : t('same'))
  return (
    <span class={`board-chg ${by() > 0 ? 'up' : by() < 0 ? 'dn' : 'eq'}`}>
      <svg viewBox="0 0 20 18" role="img" aria-label={words()}>
        <path d={by() > 0 ? 'M10 1l9 16H1z' : by() < 0 ? 'M10 17L1.5 2h17z' : 'M2 9h16'} />
      </svg>
      <Show when={by() !== 0}>{Math.abs(by())}</Show>
    </span>
  )
}

/** One segment a criterion, as wide as its maximum, filled to the mark, an outline while nothing counts. */
export function Bars(props: { title: BoardTitle; row: BoardRow; move: Move | undefined }) {
  return (
    <span class="board-bars" aria-hidden="true">
      <For each={props.title.bars}>
        {(bar, i) => (
          <i
            classList={{
              todo: props.row.bars[i()]?.points === null,
              lit: (props.move?.lit ?? false) && (props.move?.bars.includes(i()) ?? false),
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
