import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { StageView, Unready } from '#contract/stages.ts'
import { listed } from '../i18n/language.ts'
import { t } from '../i18n/organizer.ts'
import type { StageStore } from './createStage.ts'

/** Where on the stage's page this is put right. */
export const stepOf = ({ kind }: Unready): string =>
  kind === 'no-rubric' || kind === 'rubric-unfinished' || kind === 'kinds-not-marked'
    ? '#step-rubric'
    : kind === 'no-entries'
      ? '#step-roster'
      : '#step-judges'

export const wordsOf = (unready: Unready): string =>
  t(`open.why.${unready.kind}`, {
    ids: 'ids' in unready ? listed(unready.ids.map((id) => id ?? t('open.all'))) : '',
    panel: 'panel' in unready ? unready.panel : '',
  })

/** 五 The one vermilion button: it freezes what has been prepared. Later it locks what has been marked. */
export function OpenStep(props: { stage: StageStore; view: StageView }) {
  const [asking, setAsking] = createSignal(false)
  const go = async (work: () => Promise<unknown>) => {
    setAsking(false)
    await work()
  }
  return (
    <section class="desk-section" aria-labelledby="step-open">
      <h2 id="step-open">
        <i class="song">{t('stage.step5')}</i> {t(props.view.state === 'draft' ? 'stage.opening' : 'stage.running')}
      </h2>
      <Switch>
        <Match when={props.view.state === 'locked'}>
          <p>{t('lock.done')}</p>
        </Match>
        <Match when={props.view.state === 'draft' && props.view.unready.length > 0}>
          <p>
            <b>{t('open.unready')}</b>
          </p>
          <ul class="desk-unready">
            <For each={props.view.unready}>
              {(unready) => (
                <li>
                  <a href={stepOf(unready)}>{wordsOf(unready)}</a>
                </li>
              )}
            </For>
          </ul>
        </Match>
        <Match when={true}>
          <p>{t(props.view.state === 'draft' ? 'open.ready' : 'lock.what')}</p>
        </Match>
      </Switch>
      <Show when={props.view.state !== 'locked'}>
        <p class="desk-actions">
          <Show
            when={asking()}
            fallback={
              <button
                type="button"
                class="btn commit"
                disabled={props.stage.busy() || (props.view.state === 'draft' && props.view.unready.length > 0)}
                onClick={() => setAsking(true)}
                data-testid="commit"
              >
                {t(props.view.state === 'draft' ? 'open.go' : 'lock.go')}
              </button>
            }
          >
            <button type="button" class="btn" onClick={() => setAsking(false)}>
              {t('cancel')}
            </button>
            <button
              type="button"
              class="btn commit"
              onClick={() => go(props.view.state === 'draft' ? props.stage.open : props.stage.lock)}
              data-testid="commit-confirm"
            >
              {t(props.view.state === 'draft' ? 'open.confirm' : 'lock.confirm')}
            </button>
          </Show>
        </p>
      </Show>
    </section>
  )
}
