import { For, Show } from 'solid-js'
import type { EntryExplanation, Neighbour } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/explain.ts'
import { points } from './figures.ts'

/** Whose page it is, the total and the rank, and who stands next to it. */
export function PaperHead(props: { told: EntryExplanation }) {
  return (
    <>
      <header class="explain-head">
        <div>
          <h2>
            <b>{props.told.entry.code}</b> <span class="song">{props.told.entry.name}</span>
          </h2>
          <p>
            {[
              props.told.entry.organization,
              props.told.entry.station === null ? '' : t('station', { station: props.told.entry.station }),
            ]
              .filter((text) => text !== '')
              .join(t('joint'))}
          </p>
        </div>
        <dl>
          <Beside word={t('above')} all={props.told.neighbours.above} />
          <Beside word={t('sharing')} all={props.told.neighbours.sharing} />
          <Beside word={t('below')} all={props.told.neighbours.below} />
          <div>
            <dt>{t(props.told.missing > 0 ? 'soFar' : 'total')}</dt>
            <dd data-testid="total">{props.told.total === null ? '–' : points(props.told.total)}</dd>
          </div>
          <div class="explain-rank">
            <dt>{t('rank')}</dt>
            <dd data-testid="rank">{props.told.rank?.rank ?? '–'}</dd>
          </div>
        </dl>
      </header>
      <p class="explain-said" data-testid="said">
        <Show when={props.told.rank}>
          {(place) => (
            <span>
              {t('of', { n: String(place().of) })}
              {place().sharing > 1 ? `${t('joint')}${t('shared', { n: String(place().sharing) })}` : ''}
            </span>
          )}
        </Show>
        <Show when={props.told.entry.state !== 'present'}>
          <span class="explain-warn">{t('notRanked', { state: t(`state.${props.told.entry.state}`) })}</span>
        </Show>
        <Show when={props.told.entry.state === 'present' && props.told.rank === null}>
          <span class="explain-warn">{t('nothingYet')}</span>
        </Show>
        <Show when={props.told.missing > 0}>
          <span class="explain-warn">{t('missing', { n: String(props.told.missing) })}</span>
          <span>{t('missingWhat')}</span>
        </Show>
      </p>
    </>
  )
}

/** The entries of one rank: the first two by name, the others as a number. */
function Beside(props: { word: string; all: readonly Neighbour[] }) {
  return (
    <Show when={props.all[0]}>
      {(first) => (
        <div class="explain-beside">
          <dt>
            {props.word}{' '}
            <For each={props.all.slice(0, 2)}>
              {(one) => (
                <b>
                  {one.code} {one.name}{' '}
                </b>
              )}
            </For>
            {props.all.length > 2 ? `+${props.all.length - 2}` : ''}
          </dt>
          <dd>{points(first().total)}</dd>
        </div>
      )}
    </Show>
  )
}
