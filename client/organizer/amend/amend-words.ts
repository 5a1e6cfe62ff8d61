import type { ListedAmendment, MarkedOffScale } from '#contract/amendments.ts'
import { correctionWords, words as faultWords } from '#contract/fault-words.ts'
import { schemeWords } from '#contract/scheme-words.ts'
import type { FoundCorrectionFault } from '#domain/amend.ts'
import { formatPoints } from '#domain/points.ts'
import type { SchemeFault } from '#domain/scheme-faults.ts'
import type { Problem } from '../../api.ts'
import { t } from '../../i18n/amend.ts'
import { inLanguage, listed } from '../../i18n/language.ts'
import { sentenceOf } from '../../i18n/organizer.ts'

export const faultSentence = ({ fault }: FoundCorrectionFault): string =>
  inLanguage(fault in correctionWords ? correctionWords[fault as never] : faultWords[fault as never])

/** Why nothing was amended, or not so, with what it was about. */
export function whyNot(problem: Problem): string {
  const say = t as (key: string, details?: Record<string, string>) => string | undefined
  const { kind } = problem
  const faults =
    kind === 'correction-refused'
      ? (problem.faults as FoundCorrectionFault[]).map(faultSentence)
      : kind === 'scheme-breaks'
        ? (problem.faults as SchemeFault[]).map((fault) => inLanguage(schemeWords[fault]))
        : []
  const entries = kind === 'marks-off-scale' ? (problem.entries as MarkedOffScale[]).map(({ code }) => code) : []
  return say(`why.${kind}`, { faults: listed(faults), entries: listed(entries) }) ?? sentenceOf(problem)
}

/** What an amendment did, in a line. */
export function saidOf({ amendment, before }: Pick<ListedAmendment, 'amendment' | 'before'>): string {
  if (amendment.kind === 'annulled') return t(`gives.${amendment.give}`)
  const { to } = amendment
  return to.max === before.max
    ? `${t('corrected')} · ${t('keyWas')}`
    : `${t('corrected')} · ${t('maximumWas', { before: formatPoints(before.max), after: formatPoints(to.max) })}`
}
