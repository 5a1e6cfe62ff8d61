import { For, Show } from 'solid-js'
import type { RubricVersionLine } from '#contract/rubrics.ts'
import { formatPoints } from '#domain/points.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { RubricEditor } from './createRubricEditor.ts'
import { momentText } from './figures.ts'

/** Every version of the skill's rubric: which one the stage uses, and how each differs from the one on the desk. */
export function VersionsPanel(props: {
  editor: RubricEditor
  onCompare: (version: RubricVersionLine) => void
  onClose: () => void
}) {
  const { editor } = props
  const isChosen = (version: RubricVersionLine) => editor.list()?.chosen === version.id
  return (
    <section class="re-versions" aria-label={t('versions.title')} data-testid="rubric-versions">
      <h2>
        {t('versions.title')}
        <button type="button" class="btn quiet" onClick={() => props.onClose()}>
          {t('versions.close')}
        </button>
      </h2>
      <ul>
        <For each={editor.list()?.versions}>
          {(version) => (
            <li data-open={version.id === editor.version()?.id ? '' : undefined}>
              <p>
                <b>
                  <Icon name={version.state === 'frozen' ? 'lock' : 'pen'} /> {t('nth', { n: String(version.version) })}
                </b>{' '}
                {version.frozenAt === null ? t('draft') : t('frozen', { at: momentText(version.frozenAt, Date.now()) })}
                <Show when={isChosen(version)}>
                  <em>{t('versions.chosen')}</em>
                </Show>
              </p>
              <p>
                {t('versions.saved', { at: momentText(version.savedAt, Date.now()), who: version.savedBy })}
                {'　'}
                {t('aspects', { n: String(version.aspects) })}　{formatPoints(version.max)}　{version.file}
              </p>
              <p class="re-actions">
                <button
                  type="button"
                  class="btn"
                  disabled={version.id === editor.version()?.id}
                  onClick={() => {
                    void editor.open(version.id)
                    props.onClose()
                  }}
                >
                  {t('versions.open')}
                </button>
                <button
                  type="button"
                  class="btn"
                  disabled={version.id === editor.version()?.id}
                  onClick={() => props.onCompare(version)}
                >
                  {t('versions.compare')}
                </button>
                <Show when={editor.view()?.state === 'draft' && !isChosen(version)}>
                  <button type="button" class="btn" onClick={() => void editor.choose(version.id)}>
                    {t('versions.choose')}
                  </button>
                </Show>
              </p>
            </li>
          )}
        </For>
      </ul>
      <button type="button" class="btn" onClick={() => void editor.startDraft(null).then(props.onClose)}>
        <Icon name="plus" />
        {t('empty')}
      </button>
    </section>
  )
}
