import { For } from 'solid-js'
import { aspectWords } from '../i18n/attempts.ts'
import { t } from '../i18n/judge.ts'
import type { Marking } from './createMarking.ts'
import { SaveState, saveState } from './SaveState.tsx'
import { shown } from './shown.ts'

/** Every aspect of the sheet: what was given, and whether it is safe. */
export function AspectRail(props: { marking: Marking }) {
  const own = () => props.marking.ownAspects()
  const done = () => own().length - props.marking.missing().length
  return (
    <nav class="judge-rail" aria-label={t('aspects')}>
      <header>
        <div>
          <span>{t('aspects')}</span>
          <span>
            <b>{done()}</b> / {own().length}
          </span>
        </div>
        <div class="judge-pips" aria-hidden="true">
          <For each={own()}>{(aspect) => <i data-save={saveState(props.marking, aspect)} />}</For>
        </div>
      </header>
      <ol>
        <For each={props.marking.aspects()}>
          {(aspect) => (
            <li>
              <button
                type="button"
                class="judge-asp"
                data-amended={props.marking.amendedOf(aspect)?.kind}
                aria-current={props.marking.aspect()?.id === aspect.id ? 'true' : undefined}
                onClick={() => props.marking.goTo(aspect)}
              >
                <span class="judge-id">{aspectWords(aspect.id)}</span>
                <span class="judge-n">{aspect.name}</span>
                <span class="judge-v">{shown(aspect, props.marking.givenOf(aspect))}</span>
                <span class="judge-line">
                  <SaveState marking={props.marking} aspect={aspect} />
                </span>
              </button>
            </li>
          )}
        </For>
      </ol>
    </nav>
  )
}
