import { createSignal, For, Show } from 'solid-js'
import type { CriterionId } from '#domain/ids.ts'
import { changedPieces, type PresetId, presetAsks, presetDraft, presetIds } from '#domain/scheme-presets.ts'
import { listed } from '../../i18n/language.ts'
import { t } from '../../i18n/scheme.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { Section } from './SchemeFields.tsx'

/** Schemes to begin from: what each settles, where it comes from, and what applying it would change. */
export function PresetsSection(props: { editor: SchemeEditor }) {
  const [chosen, setChosen] = createSignal<PresetId | null>(null)
  return (
    <Section of="presets">
      <div class="sch-presets">
        <For each={presetIds}>
          {(id) => (
            <button
              type="button"
              class="btn"
              aria-pressed={chosen() === id}
              data-testid={`preset-${id}`}
              onClick={() => setChosen(chosen() === id ? null : id)}
            >
              {t(`preset.${id}.name`)}
            </button>
          )}
        </For>
      </div>
      <Show when={chosen()} keyed>
        {(id) => <PresetCard editor={props.editor} id={id} onDone={() => setChosen(null)} />}
      </Show>
    </Section>
  )
}

function PresetCard(props: { editor: SchemeEditor; id: PresetId; onDone: () => void }) {
  const { editor } = props
  const [ticked, setTicked] = createSignal<readonly CriterionId[]>([])
  const asks = () => presetAsks[props.id]
  const names = (): readonly [string, string] =>
    props.id === 'attempts' ? [t('names.attempts'), t('names.rest')] : [t('names.theory'), t('names.practical')]
  const made = () => {
    const on = editor.ground()
    return on && presetDraft(props.id, editor.draft(), { ...on, chosen: ticked(), names: names() })
  }
  const pieces = () => {
    const next = made()
    return next ? changedPieces(editor.draft(), next) : []
  }
  const toggle = (id: CriterionId) =>
    setTicked(ticked().includes(id) ? ticked().filter((one) => one !== id) : [...ticked(), id])
  const effect = () => {
    if (!made()) return t(props.id === 'technical-sensory' ? 'presetTickSensory' : 'presetTick')
    if (pieces().length === 0) return t('presetSame')
    return t('presetChanges', { pieces: listed(pieces().map((piece) => t(`piece.${piece}`))) })
  }
  return (
    <div class="sch-card sch-preset" data-testid="preset-card">
      <p>{t(`preset.${props.id}.what`)}</p>
      <p class="sch-source">{t(`preset.${props.id}.source`)}</p>
      <Show when={asks()}>
        {(question) => (
          <fieldset class="sch-ask">
            <legend>{t(`presetAsk.${question()}`)}</legend>
            <span class="sch-ticks">
              <For each={editor.ground()?.rubric.criteria}>
                {(criterion) => (
                  <label class="re-tick">
                    <input
                      type="checkbox"
                      checked={ticked().includes(criterion.id)}
                      onChange={() => toggle(criterion.id)}
                    />
                    {criterion.id} {criterion.name}
                  </label>
                )}
              </For>
            </span>
          </fieldset>
        )}
      </Show>
      <p aria-live="polite">{effect()}</p>
      <p class="sch-actions">
        <button type="button" class="btn" onClick={() => props.onDone()}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="btn primary"
          disabled={!made() || pieces().length === 0}
          data-testid="preset-apply"
          onClick={() => {
            const next = made()
            if (next) editor.edit(next)
            props.onDone()
          }}
        >
          <Icon name="check" />
          {t('apply')}
        </button>
      </p>
    </div>
  )
}
