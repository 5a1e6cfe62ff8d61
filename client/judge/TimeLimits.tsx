import { For, Show } from 'solid-js'
import { formatPoints, type Points } from '#domain/points.ts'
import type { Milliseconds, TimedRule } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { clockTime, isPastMinute } from './clock.ts'

/** "10 秒", "2 分钟", else as a clock. */
const lengthOf = (time: Milliseconds): string => {
  if (time < 60_000 && time % 1000 === 0) return t('time.seconds', { n: String(time / 1000) })
  return time % 60_000 === 0 ? t('time.minutes', { n: String(time / 60_000) }) : clockTime(time)
}

/** Each line of the rule behind its limit: its words, and what it does. */
function linesOf({ over, stop, bonus }: TimedRule): (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = []
  const amount = (sign: string, points: Points, cap: Points | null) => {
    const each = `${sign}${formatPoints(points)}`
    return cap === null ? each : t('time.capped', { each, most: `${sign}${formatPoints(cap)}` })
  }
  if (over?.by === 'units') {
    const per = t(`time.${over.units}`, { per: lengthOf(over.per) })
    lines.push([per, amount('−', over.amount, over.cap)])
  }
  if (over?.by === 'table') {
    for (const { upTo, deduct } of over.steps) {
      const bound = upTo === null ? t('time.more') : t('time.upTo', { over: lengthOf(upTo) })
      lines.push([bound, amount('−', deduct, null)])
    }
  }
  if (stop) {
    const at = clockTime(stop.at)
    lines.push([t('time.stop', { at }), t(`time.effect.${stop.effect}`, { at })])
  }
  if (bonus) {
    lines.push([t('time.early', { per: lengthOf(bonus.per) }), amount('+', bonus.amount, bonus.cap)])
  }
  return lines
}

/**
 * The limit beside a time, and what it costs to be over it; `isShort`: the limit alone. What is wrong with the seconds is
 * said in the place of the limit, so that no key moves while somebody types.
 */
export function TimeLimits(props: { rule: TimedRule; typed: string; isShort: boolean }) {
  return (
    <>
      <span class="judge-time" role="status">
        <Show when={isPastMinute(props.typed)} fallback={`${t('time.limit')} `}>
          <em>{t('time.past')}</em>
        </Show>
        <Show when={!isPastMinute(props.typed)}>
          <b>{clockTime(props.rule.limit)}</b> {t('time.unit')}
        </Show>
      </span>
      <For each={props.isShort ? [] : linesOf(props.rule)}>
        {([words, effect]) => (
          <span class="judge-time">
            {words} <b>{effect}</b>
          </span>
        )}
      </For>
    </>
  )
}
