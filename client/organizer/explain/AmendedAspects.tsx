import { For, Show } from 'solid-js'
import type { EntryExplanation } from '#contract/entry-explanation.ts'
import { t } from '../../i18n/amend.ts'
import { dayAndTimeOf } from '../../judge/shown.ts'

/** Aspects of the stage that were annulled or corrected: why, and who says so. */
export function AmendedAspects(props: { told: EntryExplanation }) {
  return (
    <Show when={props.told.amended.length > 0}>
      <section class="explain-amended" data-testid="amended-aspects">
        <h3>{t('explained')}</h3>
        <ul>
          <For each={props.told.amended}>
            {(one) => (
              <li data-aspect={one.aspectId}>
                <b>
                  {one.aspectId} {one.name}
                </b>
                <span>{one.give === null ? t('corrected') : t(`gives.${one.give}`)}</span>
                <span>{one.reason}</span>
                <small>{t('by', { signer: one.signer, at: dayAndTimeOf(one.at) })}</small>
              </li>
            )}
          </For>
        </ul>
      </section>
    </Show>
  )
}
