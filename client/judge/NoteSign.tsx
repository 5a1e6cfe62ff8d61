import { t } from '../i18n/judge.ts'
import { Icon } from '../ui/Icon.tsx'
import type { NoteStanding } from './createNotes.ts'

/** Something is noted on this aspect. Its place is always kept, so that nothing moves when it comes. */
export function NoteSign(props: { standing: NoteStanding }) {
  const word = () => {
    if (props.standing === 'none') return ''
    return t(props.standing === 'waiting' ? 'note.unsent' : `note.${props.standing}`)
  }
  return (
    <span class="judge-note-sign" data-note={props.standing}>
      <Icon name="note" label={word()} />
    </span>
  )
}
