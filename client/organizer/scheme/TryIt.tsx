import { createSignal, For, Show } from 'solid-js'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { createTrial, type Trial } from './createTrial.ts'
import { LETTERS, type Tried } from './try-out.ts'

/** Invented entries beside the form: what each change does to their totals and ranks, against the scheme as saved. */
export function TryIt(props: { editor: SchemeEditor }) {
  const { editor } = props
  const trial = createTrial(editor)
  /** On narrow screens only its bar stands at the foot of the window, until it is opened. */
  const [open, setOpen] = createSignal(false)
  const hasAttempts = () => editor.draft().parts?.some(({ attempts }) => attempts !== null)
  return (
    <aside class="sch-try" aria-labelledby="scheme-try" data-open={open() ? '' : undefined} data-testid="try-it">
      <button
        type="button"
        class="sch-bar"
        aria-expanded={open()}
        onClick={() => setOpen(!open())}
        data-testid="try-bar"
      >
        <b>{t('try.title')}</b>
        <For each={LETTERS}>
          {(letter, at) => (
            <Show when={trial.tried()[at()]}>
              {(tried) => (
                <span data-moved={movedFrom(editor, trial, at()) === undefined ? undefined : ''}>
                  {letter} <s>{movedFrom(editor, trial, at())}</s> <strong>{tried().total}</strong>
                </span>
              )}
            </Show>
          )}
        </For>
        <Icon name="down" class={open() ? '' : 'sch-up'} />
      </button>
      <h2 id="scheme-try">
        {t('try.title')}
        <Show when={trial.isMoved()}>
          <button type="button" class="btn quiet" onClick={trial.reset}>
            <Icon name="undo" />
            {t('try.reset')}
          </button>
        </Show>
      </h2>
      <p class="desk-hint">{t('try.what')}</p>
      <Show when={editor.faults().length > 0}>
        <p class="sch-warn" role="status">
          <Icon name="alert" /> {t('try.faulty')}
        </p>
      </Show>
      <ol class="sch-entries">
        <For each={LETTERS}>
          {(letter, at) => (
            <Show when={trial.tried()[at()]}>
              {(tried) => <EntryCard trial={trial} letter={letter} at={at()} tried={tried()} editor={editor} />}
            </Show>
          )}
        </For>
      </ol>
      <p class="desk-hint">
        <Show when={editor.ground()?.panels.length === 0}> {t('try.standIn')}</Show>
        <Show when={hasAttempts()}> {t('try.attempts')}</Show>
      </p>
    </aside>
  )
}

/** What an entry made under the scheme as saved, where the edits make it another figure. */
function movedFrom(editor: SchemeEditor, trial: Trial, at: number): string | undefined {
  const before = trial.asSaved()[at]?.total
  return editor.hasChanges() && before !== trial.tried()[at]?.total ? before : undefined
}

function EntryCard(props: { trial: Trial; letter: string; at: number; tried: Tried; editor: SchemeEditor }) {
  const name = () => t('try.entry', { letter: props.letter })
  const before = () => movedFrom(props.editor, props.trial, props.at)
  const moves = () => before() !== undefined
  const rank = () => {
    const { rank, isTied } = props.tried
    return rank === null ? t('try.noRank') : t(isTied ? 'try.tied' : 'try.rank', { n: String(rank) })
  }
  return (
    <li data-testid={`tried-${props.letter}`}>
      <header>
        <b>{name()}</b>
        <span data-testid={`tried-rank-${props.letter}`}>{rank()}</span>
        <output aria-label={`${name()} ${t('try.total')}`}>
          <Show when={moves()}>
            <s>{before()}</s>
            <Icon name="right" />
          </Show>
          <strong data-moved={moves() ? '' : undefined} data-testid={`tried-total-${props.letter}`}>
            {props.tried.total}
          </strong>
        </output>
      </header>
      <Show when={props.tried.missing > 0}>
        <p class="sch-warn">{t('try.missing', { n: String(props.tried.missing) })}</p>
      </Show>
      <Show when={props.tried.parts.length > 1 || props.tried.parts[0]?.passed !== null}>
        <ul class="sch-shares">
          <For each={props.tried.parts}>
            {(part) => (
              <li>
                <span>{part.name || part.id}</span>
                <span>
                  {part.maximum === null ? part.points : t('try.of', { n: part.points, max: part.maximum })}
                  <Show when={part.passed !== null}>
                    <em data-failed={part.passed ? undefined : ''}>{t(part.passed ? 'try.pass' : 'try.fail')}</em>
                  </Show>
                </span>
                <b>{t('try.contribution', { n: part.contribution })}</b>
              </li>
            )}
          </For>
        </ul>
      </Show>
      <For each={props.tried.carried}>{(points) => <p>{t('try.carried', { n: points })}</p>}</For>
      <p class="sch-aim">{t('try.aim')}</p>
      <ul class="sch-sliders">
        <For each={props.trial.criteria()}>
          {(criterion) => (
            <li>
              <label>
                <span>
                  {criterion.id} {criterion.name}
                </span>
                <input
                  type="range"
                  min="0"
                  max="100"
                  step="1"
                  aria-label={t('try.share', { entry: name(), name: `${criterion.id} ${criterion.name}` })}
                  value={props.trial.shares()[props.at]?.get(criterion.id) ?? 0}
                  onInput={(event) => props.trial.setShare(props.at, criterion.id, event.currentTarget.valueAsNumber)}
                />
                <i>{t('try.percent', { n: String(props.trial.shares()[props.at]?.get(criterion.id) ?? 0) })}</i>
              </label>
            </li>
          )}
        </For>
      </ul>
    </li>
  )
}
