import { Show } from 'solid-js'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'

/** The foot of a list of rows: one more, while there is room. */
export function AddRow(props: { disabled: boolean; full: boolean; onAdd: () => void }) {
  return (
    <Show when={!props.disabled && !props.full}>
      <button type="button" class="btn quiet re-add" onClick={() => props.onAdd()}>
        <Icon name="plus" />
        {t('field.add')}
      </button>
    </Show>
  )
}

export function DropRow(props: { n: number; disabled: boolean; only: boolean; onDrop: () => void }) {
  return (
    <Show when={!props.disabled && !props.only}>
      <button
        type="button"
        class="re-drop"
        aria-label={t('field.drop', { n: String(props.n) })}
        onClick={() => props.onDrop()}
      >
        <Icon name="x" />
      </button>
    </Show>
  )
}

export const replaced = <T,>(rows: readonly T[], at: number, row: T): T[] => rows.map((of, i) => (i === at ? row : of))
export const dropped = <T,>(rows: readonly T[], at: number): T[] => rows.filter((_, i) => i !== at)
