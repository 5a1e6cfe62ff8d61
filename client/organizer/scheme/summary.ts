import type { SchemeView } from '#contract/schemes.ts'
import { formatPoints } from '#domain/points.ts'
import type { GroupSetting, SchemeDraft } from '#domain/scheme-draft.ts'
import { listed } from '../../i18n/language.ts'
import { t } from '../../i18n/scheme.ts'
import { inPercent } from './edit.ts'
import { linkWords } from './links.ts'

/** A scheme in a few lines, for the page where a stage is prepared. */
export function summaryOf({ draft, rubric }: Pick<SchemeView, 'draft' | 'rubric'>): readonly string[] {
  const links = draft.chain.map((link) => linkWords(link, rubric ?? undefined, draft.parts))
  return [
    partsOf(draft),
    links.length > 0 ? t('summary.ties', { links: listed(links) }) : t('summary.noTies'),
    ...(draft.divisions.length > 0 ? [t('summary.divisions', { names: listed(draft.divisions) })] : []),
    ...bandOf(draft),
    ...advancementOf(draft),
    ...(draft.groups.length > 0 ? [t('summary.own', { settings: listed(draft.groups.map(settingOf)) })] : []),
  ]
}

const bandOf = ({ sharedRanksForbidden: band }: SchemeDraft): string[] =>
  band ? [t('summary.band', { from: String(band.from), to: String(band.to) })] : []

function advancementOf({ advancement }: SchemeDraft): string[] {
  if (!advancement) return []
  const { first, percent, minimum, perOrganization, reserves } = advancement
  const said = [
    ...(first === null ? [] : [t('summary.first', { n: String(first) })]),
    ...(percent === null ? [] : [t('summary.percent', { n: percent })]),
    ...(minimum === null ? [] : [t('summary.minimum', { n: formatPoints(minimum) })]),
    ...(perOrganization === null ? [] : [t('summary.perOrganization', { n: String(perOrganization) })]),
    ...(reserves === 0 ? [] : [t('summary.reserves', { n: String(reserves) })]),
  ]
  return [t('summary.advancement', { limits: listed(said) })]
}

const settingOf = ({ panel, family, rule }: GroupSetting): string =>
  t('summary.setting', {
    panel: panel ?? t('group.every'),
    family: t(`option.family.${family}`),
    rule: t(`option.rule.${rule.kind}`),
  })

function partsOf({ parts, composition }: SchemeDraft): string {
  if (parts === null) return t('summary.onePart')
  const isWeighted = composition.kind === 'weighted'
  const named = parts.map((part) => {
    const weight = isWeighted ? inPercent(part.weight) : part.weight === '1' ? '' : `× ${part.weight}`
    return t('summary.part', { name: part.name || part.id, weight }).trim()
  })
  return isWeighted
    ? t('summary.weighted', { parts: listed(named), max: formatPoints(composition.maximum) })
    : t('summary.added', { parts: listed(named) })
}
