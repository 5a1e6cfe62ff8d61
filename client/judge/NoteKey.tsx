import { Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import type { Aspect } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Marking } from './createMarking.ts'
import type { NoteDesk } from './createNoteDesk.ts'

/** Opens the note of the current aspect. Under its word stands what has still to be sent, of all notes together. */
export function NoteKey(props: { marking: Marking; notes: NoteDesk; aspect: Aspect }) {
  const open = () => {
    const [entry, sheet] = [props.marking.entry(), props.marking.sheet()]
    if (entry && sheet) props.notes.open({ entry, subCriterion: sheet.subCriterion, aspect: props.aspect })
  }
  const standing = () => props.notes.standingOf(props.marking.entry()?.id, props.aspect.id)
  const beside = () => {
    if (standing() === 'attention') return t('state.attention')
    return props.notes.waiting() > 0 ? t('note.waiting', { n: String(props.notes.waiting()) }) : undefined
  }
  return (
    <>
      <button
        type="button"
        class="judge-quiet judge-note-key"
        disabled={!props.notes.loaded()}
        onClick={open}
        data-note={standing()}
        data-testid="note"
      >
        <Icon name="note" />
        <span>
          {t('note.key')}
          <Show when={beside()}>{(words) => <small>{words()}</small>}</Show>
        </span>
      </button>
      <Show when={props.notes.opened()} keyed>
        {(cell) => (
          <Show when={props.notes.loaded()}>
            {(desk) => (
              <Dynamic
                component={desk().Panel}
                notes={desk().notes}
                seat={props.marking.seat}
                cell={cell}
                close={props.notes.close}
              />
            )}
          </Show>
        )}
      </Show>
    </>
  )
}
