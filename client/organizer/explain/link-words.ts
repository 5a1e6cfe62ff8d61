import type { ComparedLink, Figure } from '#contract/entry-explanation.ts'
import type { Link } from '#domain/scheme.ts'
import { t } from '../../i18n/explain.ts'
import { timeText } from '../rubric/figures.ts'
import { points } from './figures.ts'

/** "Module D, higher first". */
export function linkWords({ link, name }: ComparedLink): string {
  switch (link.by) {
    case 'time':
      return t('tie.shorter')
    case 'full-marks':
    case 'lot':
    case 'decision':
      return t(`tie.${link.by}`)
    default:
      return t('tie.first', { what: `${link.id} ${name}`.trim() })
  }
}

/** What a step compared, as it is said: points, a time, a number. */
export function saidBy({ by }: Link, figure: Figure | null): string {
  if (figure === null) return t('tie.unknown')
  if (by === 'full-marks' || by === 'lot' || by === 'decision') return figure
  return by === 'time' && /^\d+$/.test(figure) ? timeText(Number(figure)) : points(figure)
}
