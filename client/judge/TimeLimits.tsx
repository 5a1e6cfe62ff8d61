import { For, Show } from 'solid-js'
import { formatPoints, type Points } from '#domain/points.ts'
import type { Milliseconds, TimedRule } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { clockTime, isPastMinute } from './clock.ts'

const minus = (points: Points) => `−${formatPoints(points)}`

/** "10 秒", "2 分钟", else as a clock. */
const lengthOf = (time: Milliseconds): string => {
  if (time < 60_000 && time % 1000 === 0) return t('time.seconds', { n: String(time / 1000) })
  return time % 60_000 === 0 ? t('time.minutes', { n: String(time / 60_000) }) : clockTime(time)
}

/** Each line of the rule: its words, and what it does. */
function linesOf({ limit, over, stop, bonus }: TimedRule): (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [[t('time.limit'), clockTime(limit)]]
  const most = (cap: Points | null, sign: string) =>
    cap === null ? '' : ` ${t('time.most')} ${sign}${formatPoints(cap)}`
  if (over?.by === 'units') {
    const per = t(`time.${over.units}`, { per: lengthOf(over.per) })
    lines.push([per, `${minus(over.amount)}${most(over.cap, '−')}`])
  }
  if (over?.by === 'table') {
    for (const { upTo, deduct } of over.steps) {
      const bound = upTo === null ? t('time.more') : t('time.upTo', { over: lengthOf(upTo) })
      lines.push([bound, minus(deduct)])
    }
  }
  if (stop) {
    const at = clockTime(stop.at)
    lines.push([t('time.stop', { at }), t(`time.effect.${stop.effect}`, { at })])
  }
  if (bonus) {
    const gain = `+${formatPoints(bonus.amount)}${most(bonus.cap, '+')}`
    lines.push([t('time.early', { per: lengthOf(bonus.per) }), gain])
  }
  return lines
}

/** The limit beside a time, and what it costs to be over it. */
export function TimeLimits(props: { rule: TimedRule; typed: string }) {
  return (
    <>
      <For each={linesOf(props.rule)}>
        {([words, effect]) => (
          <span class="judge-time">
            {words} <b>{effect}</b>
          </span>
        )}
      </For>
      <Show when={isPastMinute(props.typed)}>
        <span class="judge-time judge-past" role="status">
          {t('time.past')}
        </span>
      </Show>
    </>
  )
}
