import { ofThousandths, type Points } from './points.ts'
import type { AspectFacts, Milliseconds, OverTime, TimedRule } from './rubric.ts'

/** What a time is worth against its limit (RULES §3). */
export function timedPoints({ max, ...rule }: TimedRule & Pick<AspectFacts, 'max'>, time: Milliseconds): Points {
  if (isStopped(rule, time) && rule.stop!.effect !== 'done-counts') return ofThousandths(0)
  const taken = takenTime(rule, time)
  const over = Math.max(0, taken - rule.limit)
  const early = Math.max(0, rule.limit - taken)
  const left = rule.start - (rule.over ? takenOff(rule.over, over) : 0)
  const bonus = rule.bonus ? capped(rule.bonus.amount * Math.floor(early / rule.bonus.per), rule.bonus.cap) : 0
  const given = rule.bonus?.aboveMax ? left + bonus : Math.max(left, Math.min(max, left + bonus))
  return ofThousandths(rule.floor === null ? given : Math.max(rule.floor, given))
}

/** Beyond the hard stop. */
export const isStopped = ({ stop }: Pick<TimedRule, 'stop'>, time: Milliseconds): boolean =>
  stop !== null && time > stop.at

/** The time that counts: where what is done by the stop counts, no more than the stop. */
export const takenTime = ({ stop }: Pick<TimedRule, 'stop'>, time: Milliseconds): Milliseconds =>
  stop?.effect === 'done-counts' ? Math.min(time, stop.at) : time

function takenOff(over: OverTime, time: Milliseconds): number {
  if (over.by === 'units') {
    const units = time / over.per
    return capped(over.amount * (over.units === 'begun' ? Math.ceil(units) : Math.floor(units)), over.cap)
  }
  if (time === 0) return 0
  return over.steps.find(({ upTo }) => upTo === null || time <= upTo)!.deduct // the last bound is open
}

const capped = (amount: number, cap: Points | null) => (cap === null ? amount : Math.min(amount, cap))
