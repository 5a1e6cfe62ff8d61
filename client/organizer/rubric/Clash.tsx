import { Show } from 'solid-js'
import { sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/rubric.ts'
import type { RubricEditor } from './createRubricEditor.ts'
import { momentText } from './figures.ts'

/** Somebody else changed or froze the draft: neither's work is lost without a word. */
export function Clash(props: { editor: RubricEditor }) {
  const { editor } = props
  const clash = () => {
    const found = editor.problem()
    return editor.keeping() === 'refused' && found ? found : undefined
  }
  return (
    <>
      <Show when={clash()}>
        {(found) => (
          <p class="re-clash" role="alert" data-testid="rubric-clash">
            <Show
              when={found().kind === 'rubric-changed'}
              fallback={found().kind === 'rubric-frozen' ? t('clash.frozen') : sentenceOf(found())}
            >
              {t('clash.changed', {
                who: String(found().savedBy ?? ''),
                at: momentText(Number(found().savedAt ?? 0), Date.now()),
              })}
            </Show>
            <button type="button" class="btn" onClick={() => void editor.keepMineApart()}>
              {t('clash.mine')}
            </button>
            <button
              type="button"
              class="btn"
              onClick={() => {
                const held = editor.version()
                if (held) void editor.open(held.id)
              }}
            >
              {t('clash.theirs')}
            </button>
          </p>
        )}
      </Show>
      <Show when={!clash() && editor.problem()}>
        {(found) => (
          <p class="re-clash" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
    </>
  )
}
