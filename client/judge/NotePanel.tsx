import { aspectWords } from '../i18n/attempts.ts'
import './note-panel.css'
import { createMemo, createSignal, For, onCleanup, onMount, Show, untrack } from 'solid-js'
import { MOST_CELL_PHOTOS, MOST_NOTE_LETTERS } from '#domain/note.ts'
import { language } from '../i18n/language.ts'
import { t, whyOf } from '../i18n/notes.ts'
import { builtIn } from '../i18n/phrases.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import type { NotedCell } from './createNoteDesk.ts'
import type { NoteStanding, Notes } from './createNotes.ts'
import type { Seat } from './createSeat.ts'
import { PhotoSlots } from './PhotoSlots.tsx'
import { offered, ownPhrases, phraseGroupOf, piecesOf, tapped, usedPhrases } from './phrases.ts'

const icons: Readonly<Record<NoteStanding, IconName>> = {
  none: 'minus',
  saved: 'check',
  waiting: 'queue',
  attention: 'alert',
}

/**
 * What a judge notes on one aspect of one competitor: quick phrases by a tap, words where those do not do, photos. It
 * opens at the top, so that the tablet's own keyboard covers none of the text, and nothing in it moves.
 */
export function NotePanel(props: { notes: Notes; seat: Seat; cell: NotedCell; close: () => void }) {
  let dialog: HTMLDialogElement | undefined
  const [entryId, aspect] = untrack(() => [props.cell.entry.id, props.cell.aspect] as const)
  const note = () => props.notes.noteOf(entryId, aspect.id)
  /** What is being written here is never written over from afar. */
  const [text, setText] = createSignal(untrack(() => note()?.text ?? ''))
  onMount(() => dialog?.showModal())
  onCleanup(() => props.notes.close())

  const closedFor = (): string | null => {
    if (props.seat.state.view?.state !== 'open') return 'stage-not-open'
    return props.seat.sheetOf(entryId, props.cell.subCriterion.id).state === 'locked' ? 'sheet-locked' : null
  }
  const isOpen = () => closedFor() === null
  const write = (next: string) => {
    setText(next)
    void props.notes.write(entryId, aspect.id, next)
  }
  const dismiss = async () => {
    await props.notes.dismissNote(entryId, aspect.id)
    setText(note()?.text ?? '')
  }
  /** Chosen when the panel opens: a phrase stays where it is, however often it is used meanwhile. */
  const used = untrack(() => usedPhrases(props.notes.all()))
  const phrases = createMemo(() => {
    const words = builtIn[language()]
    return offered(used, ownPhrases(aspect), words[phraseGroupOf(aspect)], words.always)
  })
  const joint = () => (language() === 'en' ? '; ' : '；')
  const standing = () => note()?.state ?? 'none'

  return (
    <dialog class="note-panel" ref={dialog} aria-labelledby="note-title" onClose={() => props.close()}>
      <header>
        <h2 id="note-title">
          {t('title')} <b>{props.cell.entry.code}</b> · <span class="judge-id">{aspectWords(aspect.id)}</span>{' '}
          {aspect.name}
        </h2>
        <button type="button" class="btn primary touch" onClick={() => props.close()} data-testid="note-done">
          {t('done')}
        </button>
      </header>
      <div class="note-columns">
        <section>
          <textarea
            aria-label={t('text', { id: aspectWords(aspect.id) })}
            placeholder={t('placeholder')}
            maxLength={MOST_NOTE_LETTERS}
            readOnly={!isOpen()}
            value={text()}
            onInput={(event) => write(event.currentTarget.value)}
          />
          <p class="note-line" data-note={standing()} role="status">
            <Show
              when={standing() === 'attention'}
              fallback={
                <>
                  <Icon name={icons[standing()]} />
                  <b>{t(`state.${standing()}`)}</b>
                  <Show when={closedFor()}>{(why) => <span>{t('closed', { why: whyOf(why()) })}</span>}</Show>
                </>
              }
            >
              <Icon name="alert" />
              <b>{t('because', { why: whyOf(note()?.why ?? 'unexpected') })}</b>
              <button type="button" class="judge-quiet" onClick={dismiss}>
                {t('understood')}
              </button>
            </Show>
            <small>{t('letters', { n: String(text().length), of: String(MOST_NOTE_LETTERS) })}</small>
          </p>
          {/* biome-ignore lint/a11y/useSemanticElements: a row of keys, no form's set of fields */}
          <div class="note-phrases" role="group" aria-label={t('phrases')}>
            <For each={phrases()}>
              {(phrase) => (
                <button
                  type="button"
                  aria-pressed={piecesOf(text()).includes(phrase)}
                  disabled={!isOpen()}
                  onClick={() => write(tapped(text(), phrase, joint()))}
                >
                  {phrase}
                </button>
              )}
            </For>
          </div>
        </section>
        <PhotoSlots
          notes={props.notes}
          entryId={entryId}
          aspectId={aspect.id}
          isOpen={isOpen()}
          most={MOST_CELL_PHOTOS}
        />
      </div>
    </dialog>
  )
}
