import type { Rubric } from '#domain/rubric.ts'
import type { Link, Part } from '#domain/scheme.ts'
import { t } from '../../i18n/scheme.ts'

const named = (id: string, name: string | undefined): string => (name ? `${id} ${name}` : id)

/** "Part practical, higher first"; what is not there any more by its id alone. */
export function linkWords(link: Link, rubric: Rubric | undefined, parts: readonly Part[] | null): string {
  if (!('id' in link)) return t(`link.${link.by}`)
  const { by, id } = link
  if (by === 'part') {
    const part = parts?.find((one) => one.id === id)
    return part ? t('link.part', { name: part.name || id }) : t('link.gone', { name: id })
  }
  const subs = rubric?.criteria.flatMap(({ subCriteria }) => subCriteria)
  const name =
    by === 'criterion'
      ? rubric?.criteria.find((criterion) => criterion.id === id)?.name
      : by === 'sub-criterion'
        ? subs?.find((sub) => sub.id === id)?.name
        : subs?.flatMap(({ aspects }) => aspects).find((aspect) => aspect.id === id)?.name
  return t(`link.${by}`, { name: named(id, name) })
}

export interface LinkChoices {
  readonly head: 'parts' | 'criteria' | 'sub-criteria' | 'aspects' | 'others'
  readonly links: readonly Link[]
}

const isSame = (a: Link, b: Link): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Everything that a tie can be broken by and is not yet, in groups; parts only where there are several. */
export function linkChoices(rubric: Rubric, parts: readonly Part[] | null, chain: readonly Link[]): LinkChoices[] {
  const subs = rubric.criteria.flatMap(({ subCriteria }) => subCriteria)
  const all: LinkChoices[] = [
    { head: 'parts', links: (parts ?? []).map(({ id }): Link => ({ by: 'part', id })) },
    { head: 'others', links: (['time', 'full-marks', 'lot', 'decision'] as const).map((by): Link => ({ by })) },
    { head: 'criteria', links: rubric.criteria.map(({ id }): Link => ({ by: 'criterion', id })) },
    { head: 'sub-criteria', links: subs.map(({ id }): Link => ({ by: 'sub-criterion', id })) },
    {
      head: 'aspects',
      links: subs.flatMap(({ aspects }) => aspects).map(({ id }): Link => ({ by: 'aspect', id })),
    },
  ]
  return all
    .map(({ head, links }) => ({ head, links: links.filter((link) => !chain.some((one) => isSame(one, link))) }))
    .filter(({ links }) => links.length > 0)
}
