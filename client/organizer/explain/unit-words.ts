import type { ToldUnit } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/explain.ts'
import { listed } from '../../i18n/language.ts'

/** "Mean of the seats, to 2 decimals". */
export function ruleOf({ rule, round, seats }: ToldUnit): string {
  const said =
    rule.kind === 'trimmed'
      ? t('rule.trimmed', { high: String(rule.high), low: String(rule.low) })
      : t(`rule.${rule.kind}`, { seat: seats[0]?.label ?? '' })
  return [said, t(`round.${round}`)].join(t('joint'))
}

/** Why a level value adds nothing yet. */
export function lackOf({ seats, isDisputed, rule }: ToldUnit): string {
  if (isDisputed) return t('disputed')
  const lacking = seats.filter(({ value }) => value === null).map(({ label }) => label)
  if (lacking.length === 0) return t('tooFew')
  return rule.kind === 'agreed' ? t('missingRecorder') : t('missingSeats', { seats: listed(lacking) })
}
