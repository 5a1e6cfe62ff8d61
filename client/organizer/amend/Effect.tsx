import { For, Show } from 'solid-js'
import type { AmendmentPreview, MovedEntry, Place } from '#contract/amendments.ts'
import { formatPoints } from '#domain/points.ts'
import { t } from '../../i18n/amend.ts'
import { Icon } from '../../ui/Icon.tsx'

/** Whose total and rank would move: before and after side by side, and how many stay. */
export function Effect(props: { preview: AmendmentPreview }) {
  return (
    <div class="amend-eff" data-testid="effect">
      <h2>{t('effect')}</h2>
      <Show
        when={props.preview.moving.length + props.preview.changed.length > 0}
        fallback={<p class="desk-empty">{t('nobody')}</p>}
      >
        <Moved title={t('moving', { n: String(props.preview.moving.length) })} entries={props.preview.moving} />
        <Moved title={t('changed', { n: String(props.preview.changed.length) })} entries={props.preview.changed} />
      </Show>
      <p class="amend-staying">{t('staying', { n: String(props.preview.staying) })}</p>
    </div>
  )
}

function Moved(props: { title: string; entries: readonly MovedEntry[] }) {
  const hasOverall = () => props.entries.some(({ before, after }) => (before ?? after)?.overall != null)
  return (
    <Show when={props.entries.length > 0}>
      <section class="amend-table" tabindex={0} aria-label={props.title}>
        <table>
          <caption>{props.title}</caption>
          <thead>
            <tr>
              <th>{t('entry')}</th>
              <th colSpan={3}>{t('total')}</th>
              <th colSpan={3}>{t('rank')}</th>
              <Show when={hasOverall()}>
                <th colSpan={3}>{t('overall')}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={props.entries}>
              {(entry) => (
                <tr data-code={entry.code}>
                  <th scope="row">
                    <b>{entry.code}</b> <span>{entry.name}</span>
                    <Show when={entry.division}>{(division) => <small>{division()}</small>}</Show>
                  </th>
                  <Change was={totalOf(entry.before)} is={totalOf(entry.after)} />
                  <Change was={rankOf(entry.before)} is={rankOf(entry.after)} />
                  <Show when={hasOverall()}>
                    <Change was={overallOf(entry.before)} is={overallOf(entry.after)} />
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </section>
    </Show>
  )
}

const totalOf = (place: Place | null): string => {
  if (!place) return t('none')
  const total = formatPoints(place.total)
  return place.missing > 0 ? `${total} (${t('missing', { n: String(place.missing) })})` : total
}
const rankOf = (place: Place | null): string => (place ? String(place.rank) : t('none'))
const overallOf = (place: Place | null): string => (place?.overall == null ? t('none') : String(place.overall))

function Change(props: { was: string; is: string }) {
  return (
    <>
      <td>{props.was}</td>
      <td class="amend-arrow">
        <Icon name={props.was === props.is ? 'equal' : 'right'} />
      </td>
      <td data-same={props.was === props.is ? '' : undefined}>{props.is}</td>
    </>
  )
}
