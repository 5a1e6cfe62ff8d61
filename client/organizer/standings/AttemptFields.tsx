import { For, Show } from 'solid-js'
import type { StageStandings } from '#contract/standings.ts'
import { t } from '../../i18n/standings.ts'
import { type AttemptDraft, attemptWords, FIGURES } from './attempt-draft.ts'

/** Which attempt of which part, what stands of it, and what shall. */
export function AttemptFields(props: { standings: StageStandings; draft: AttemptDraft }) {
  return (
    <>
      <Show when={props.standings.attempts.length > 1}>
        <label>
          {t('part')}
          <select
            value={String(props.draft.at())}
            onChange={(e) => props.draft.choosePart(e.currentTarget.selectedIndex)}
          >
            <For each={props.standings.attempts}>{({ name }, i) => <option value={String(i())}>{name}</option>}</For>
          </select>
        </label>
      </Show>
      <label>
        {t('attempt')}
        <select value={props.draft.id()} onChange={(e) => props.draft.chooseAttempt(e.currentTarget.value)}>
          <For each={props.draft.ids()}>{(id) => <option value={id}>{t('attemptNo', { n: id })}</option>}</For>
        </select>
      </label>
      <For each={FIGURES}>
        {(figure) => (
          <label>
            {t(figure)}
            <input
              class="standings-number"
              inputmode="decimal"
              maxlength={16}
              value={props.draft.text(figure)}
              disabled={props.draft.isVoid()}
              aria-invalid={props.draft.isWrong(figure)}
              onInput={(e) => props.draft.type(figure, e.currentTarget.value)}
            />
          </label>
        )}
      </For>
      <label class="standings-tick">
        <input
          type="checkbox"
          checked={props.draft.isVoid()}
          onChange={(e) => props.draft.setVoid(e.currentTarget.checked)}
        />
        {t('isVoid')}
      </label>
      <p class="standings-how">{t('standsNow', { what: attemptWords(props.draft.standing()) })}</p>
    </>
  )
}
