import { aspectWords } from '../i18n/attempts.ts'
import './moving.css'
import { createUniqueId, For, onMount, Show } from 'solid-js'
import type { TrialSheet } from '#contract/trial.ts'
import { spreadOf } from '#domain/sheet.ts'
import { t } from '../i18n/trial.ts'
import { shown } from './shown.ts'

/** What the whole panel gave on a trial entry, side by side. Of an entry that counts nobody ever sees this. */
export function TrialMarks(props: { sheet: TrialSheet; code: string; name: string; close: () => void }) {
  const title = createUniqueId()
  let dialog: HTMLDialogElement | undefined
  onMount(() => dialog?.showModal())
  return (
    <dialog class="judge-sheet trial" ref={dialog} aria-labelledby={title} onClose={() => props.close()}>
      <h2 id={title}>{t('title', { code: props.code, sheet: props.name })}</h2>
      <p>{t('titleWhat')}</p>
      <TrialTable sheet={props.sheet} />
      <footer>
        <button type="button" class="btn primary touch" onClick={() => props.close()}>
          {t('close')}
        </button>
      </footer>
    </dialog>
  )
}

type Row = TrialSheet['aspects'][number]

export function TrialTable(props: { sheet: TrialSheet }) {
  const labels = () =>
    [...new Set(props.sheet.aspects.flatMap(({ marks }) => marks.map(({ label }) => label)))].sort(
      (a, b) => Number(a.slice(1)) - Number(b.slice(1)),
    )
  const markOf = ({ aspect, marks }: Row, label: string) => {
    const given = marks.find((mark) => mark.label === label)
    return given ? shown(aspect, given.value) : ''
  }
  /** Only of levels that several gave for themselves. */
  const apart = ({ aspect, marks }: Row) =>
    aspect.kind === 'judgement' && marks.length > 1 ? spreadOf(marks.map((mark) => mark.value)) : 0
  return (
    <section class="trial-marks" tabindex={0} aria-label={t('see')}>
      <table>
        <thead>
          <tr>
            <th>{t('aspect')}</th>
            <For each={labels()}>{(label) => <th>{label}</th>}</For>
            <th />
          </tr>
        </thead>
        <tbody>
          <For each={props.sheet.aspects}>
            {(row) => (
              <tr>
                <th>
                  <span class="judge-id">{aspectWords(row.aspect.id)}</span> {row.aspect.name}
                </th>
                <For each={labels()}>{(label) => <td>{markOf(row, label)}</td>}</For>
                <td data-apart={apart(row) > 1 ? '' : undefined}>
                  <Show when={apart(row) > 0}>{t('spread', { n: String(apart(row)) })}</Show>
                </td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
