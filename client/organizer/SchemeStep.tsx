import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { StageView } from '#contract/stages.ts'
import { t as tDesk } from '../i18n/organizer.ts'
import { t } from '../i18n/scheme.ts'
import { Icon } from '../ui/Icon.tsx'
import { createSchemeHead } from './createSchemeHead.ts'
import { momentText } from './rubric/figures.ts'
import { summaryOf } from './scheme/summary.ts'

/** 四 How marks become scores and ranks, in short; the form has a page of its own. */
export function SchemeStep(props: { view: StageView }) {
  const head = createSchemeHead(props.view.id, () => props.view.rubric?.id)
  return (
    <section class="desk-section" aria-labelledby="step-scheme">
      <h2 id="step-scheme">
        <i class="song desk-step" /> {tDesk('stage.scheme')}
        <Show when={head()?.versions[0]}>
          {(line) => (
            <small>
              {t('saved', {
                n: String(line().version),
                who: line().savedBy,
                at: momentText(line().savedAt, Date.now()),
              })}
            </small>
          )}
        </Show>
      </h2>
      <Show when={props.view.rubric} fallback={<p class="desk-empty">{t('noRubric')}</p>}>
        <Show when={head()}>
          {(scheme) => (
            <ul data-testid="scheme-summary">
              <For each={summaryOf(scheme())}>{(line) => <li>{line}</li>}</For>
            </ul>
          )}
        </Show>
        <p>
          <A class="btn" href={`/stages/${props.view.id}/scheme`} data-testid="scheme-edit">
            <Icon name="scale" />
            {t(props.view.state === 'draft' ? 'edit' : 'look')}
          </A>
        </p>
      </Show>
    </section>
  )
}
