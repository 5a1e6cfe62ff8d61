import { For, onCleanup, onMount, Show } from 'solid-js'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import { momentText } from '../rubric/figures.ts'
import type { SchemeEditor } from './createSchemeEditor.ts'

/** Every version that was saved, by whom and when; an older one can be put into the form again. */
export function VersionsPanel(props: { editor: SchemeEditor; onClose: () => void }) {
  const { editor } = props
  const open = (version: number) => {
    void editor.openVersion(version)
    props.onClose()
  }
  let panel: HTMLElement | undefined
  const keys = (event: KeyboardEvent) => {
    if (event.key === 'Escape') props.onClose()
  }
  onMount(() => {
    panel?.focus()
    window.addEventListener('keydown', keys)
    onCleanup(() => window.removeEventListener('keydown', keys))
  })
  return (
    <section
      class="sch-versions"
      ref={panel}
      tabIndex={-1}
      aria-label={t('versionsTitle')}
      data-testid="scheme-versions"
    >
      <h2>
        {t('versionsTitle')}
        <button type="button" class="btn quiet" onClick={() => props.onClose()}>
          {t('close')}
        </button>
      </h2>
      <ul>
        <For each={editor.view()?.versions}>
          {(line, at) => (
            <li>
              <p>
                <b>{t('nth', { n: String(line.version) })}</b> {line.savedBy} {momentText(line.savedAt, Date.now())}
                <Show when={at() === 0}>
                  <em>{t('newest')}</em>
                </Show>
              </p>
              <Show when={editor.isDraft()}>
                <button type="button" class="btn" onClick={() => open(line.version)}>
                  <Icon name="doc" />
                  {t('openIt')}
                </button>
              </Show>
            </li>
          )}
        </For>
        <li>
          <p>
            <b>{t('nobody')}</b>
          </p>
          <Show when={editor.isDraft()}>
            <button type="button" class="btn" onClick={() => open(0)}>
              <Icon name="doc" />
              {t('openIt')}
            </button>
          </Show>
        </li>
      </ul>
    </section>
  )
}
