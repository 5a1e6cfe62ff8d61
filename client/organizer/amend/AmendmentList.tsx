import { For } from 'solid-js'
import type { ListedAmendment } from '#contract/amendments.ts'
import { t } from '../../i18n/amend.ts'
import { dayAndTimeOf } from '../../judge/shown.ts'
import { saidOf } from './amend-words.ts'

/** What was amended so far: what, why, and whose name stands under it. Nothing of it is ever taken away. */
export function AmendmentList(props: { amendments: readonly ListedAmendment[] }) {
  return (
    <section class="amend-list" data-testid="amendments">
      <h2>{t('list')}</h2>
      <ol>
        <For each={props.amendments} fallback={<li class="desk-empty">{t('listNone')}</li>}>
          {(one) => (
            <li>
              <span>{t('nth', { n: String(one.number) })}</span>
              <p>
                <b>
                  {one.before.id} {one.before.name}
                </b>
                <span>{saidOf(one)}</span>
              </p>
              <q>{one.reason}</q>
              <small>{t('by', { signer: one.signer, at: dayAndTimeOf(one.at) })}</small>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
