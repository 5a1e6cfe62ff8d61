import './judge-page.css'
import { onCleanup, onMount, Show } from 'solid-js'
import type { SeatView } from '#contract/seats.ts'
import { t } from '../i18n/judge.ts'
import { AspectRail } from './AspectRail.tsx'
import type { Marking } from './createMarking.ts'
import type { NoteDesk } from './createNoteDesk.ts'
import { Dock } from './Dock.tsx'
import { onKey } from './keypad.ts'
import { MarkCards } from './MarkCards.tsx'
import { SyncStrip } from './SyncStrip.tsx'
import { TopBar } from './TopBar.tsx'

/** The keypad's aspect has the focus too, so that a reader says it and Tab goes on from there. */
const focusCard = (id: string | undefined) => {
  const card = id === undefined ? null : document.querySelector<HTMLElement>(`[data-aspect="${CSS.escape(id)}"]`)
  card?.focus({ preventScroll: true })
}

/** One competitor, one sheet, its aspects, by finger and by keypad. Without `onMove` nothing is kept: somebody tries a rubric. */
export function Tablet(props: {
  marking: Marking
  notes: NoteDesk
  view: SeatView
  onMove?: (() => void) | undefined
}) {
  onMount(() => {
    let isByFinger = false
    const point = () => {
      isByFinger = true
    }
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'Tab') isByFinger = false
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      // Enter presses a button that was reached by Tab; one that a finger left the focus on must not be pressed again.
      const isPress = event.key === 'Enter' && !isByFinger && (event.target as Element).matches('button, a')
      if (isPress || !onKey(props.marking, event)) return
      event.preventDefault()
      focusCard(props.marking.aspect()?.id)
    }
    addEventListener('pointerdown', point)
    addEventListener('keydown', listen)
    onCleanup(() => {
      removeEventListener('pointerdown', point)
      removeEventListener('keydown', listen)
    })
  })
  return (
    <div
      class="judge"
      data-band={Math.max(0, props.marking.entryAt()) % 6}
      data-try={props.onMove ? undefined : ''}
      data-trial={props.marking.entry()?.trial ? '' : undefined}
    >
      <TopBar marking={props.marking} view={props.view} onMove={props.onMove} />
      <SyncStrip marking={props.marking} isTry={!props.onMove} />
      <AspectRail marking={props.marking} />
      <Show
        when={props.marking.entry()}
        keyed
        fallback={
          <main class="judge-main judge-gone" role="alert">
            {t('page.entryGone')}
          </main>
        }
      >
        {(entry) => (
          <Show when={props.marking.sheet()} keyed>
            {(sheet) => (
              <MarkCards marking={props.marking} notes={props.notes} entry={entry} subCriterion={sheet.subCriterion} />
            )}
          </Show>
        )}
      </Show>
      <Dock marking={props.marking} notes={props.notes} view={props.view} />
    </div>
  )
}
