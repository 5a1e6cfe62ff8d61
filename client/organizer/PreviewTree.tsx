import { For, Show } from 'solid-js'
import type { AspectId } from '#domain/ids.ts'
import { formatPoints } from '#domain/points.ts'
import type { Aspect, Rubric } from '#domain/rubric.ts'
import { listed } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import { fullOf, isReading, readableOf } from '../ui/limits.ts'

/** Readings that nothing bounds: a slip of the finger would pass there, so they are named before the file is taken. */
export function OpenReadings(props: { ids: readonly AspectId[] }) {
  return (
    <Show when={props.ids.length > 0}>
      <p class="desk-warns" data-testid="open-readings">
        {t('rubric.openReadings', { n: String(props.ids.length), ids: listed(props.ids) })}
      </p>
    </Show>
  )
}

const limitsOf = (aspect: Aspect): string => {
  if (!isReading(aspect)) return ''
  const range = readableOf(aspect)
  const unit = aspect.instrument.unit
  return [
    range === undefined ? t('rubric.noLimits') : `${t('rubric.limits', { range })} ${unit}`.trim(),
    t('rubric.full', { full: fullOf(aspect) }),
  ].join(' · ')
}

/** Every aspect of a file that was dropped, with what can be read and what gives full marks. */
export function PreviewTree(props: { rubric: Rubric }) {
  return (
    <details class="desk-tree">
      <summary>
        {t('rubric.aspects', {
          n: String(
            props.rubric.criteria.reduce((n, c) => n + c.subCriteria.reduce((m, s) => m + s.aspects.length, 0), 0),
          ),
        })}
      </summary>
      <For each={props.rubric.criteria}>
        {(criterion) => (
          <For each={criterion.subCriteria}>
            {(sub) => (
              <>
                <h4>
                  {sub.id} {sub.name}
                  <Show when={sub.day}>{(day) => <small>{t('rubric.day', { n: String(day()) })}</small>}</Show>
                </h4>
                <ul>
                  <For each={sub.aspects}>
                    {(aspect) => (
                      <li>
                        <span>{aspect.id}</span>
                        <span>{aspect.name}</span>
                        <small>{limitsOf(aspect)}</small>
                        <em>{t(`rubric.kind.${aspect.kind}`)}</em>
                        <b>{formatPoints(aspect.max)}</b>
                      </li>
                    )}
                  </For>
                </ul>
              </>
            )}
          </For>
        )}
      </For>
    </details>
  )
}
