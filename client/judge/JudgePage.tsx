import './judge-page.css'
import { useParams } from '@solidjs/router'
import { createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { asId, type EntryId, type SeatId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Seal } from '../ui/Seal.tsx'
import { followTablet } from '../ui/theme.ts'
import { AspectRail } from './AspectRail.tsx'
import { createMarking } from './createMarking.ts'
import { createNoteDesk } from './createNoteDesk.ts'
import { createSeat } from './createSeat.ts'
import { Dock } from './Dock.tsx'
import { onKey } from './keypad.ts'
import { MarkCards } from './MarkCards.tsx'
import { MoveOwnSheet } from './MoveOwnSheet.tsx'
import { SyncStrip } from './SyncStrip.tsx'
import { TopBar } from './TopBar.tsx'

/** The keypad's aspect has the focus too, so that a reader says it and Tab goes on from there. */
const focusCard = (id: string | undefined) => {
  const card = id === undefined ? null : document.querySelector<HTMLElement>(`[data-aspect="${CSS.escape(id)}"]`)
  card?.focus({ preventScroll: true })
}

/** A judge's tablet: one competitor, one sheet, its aspects. */
export default function JudgePage() {
  followTablet()
  const params = useParams()
  const seatId = asId<SeatId>(params.seatId ?? '')
  const seat = createSeat(seatId)
  const marking = createMarking(seat, seatId)
  /** The sheet whose marks are being moved, as it was when the judge asked. */
  const [moving, setMoving] = createSignal<{ readonly from: EntryId; readonly subCriterion: SubCriterion }>()
  const startMoving = () => {
    const [entry, sheet] = [marking.entry(), marking.sheet()]
    if (entry && sheet) setMoving({ from: entry.id, subCriterion: sheet.subCriterion })
  }
  const notes = createNoteDesk(seatId, seat)

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
      if (isPress || !onKey(marking, event)) return
      event.preventDefault()
      focusCard(marking.aspect()?.id)
    }
    addEventListener('pointerdown', point)
    addEventListener('keydown', listen)
    onCleanup(() => {
      removeEventListener('pointerdown', point)
      removeEventListener('keydown', listen)
    })
  })

  const notice = () => {
    const { phase, view } = seat.state
    if (phase === 'no-storage') return t('page.noStorage')
    if (phase === 'storage-full') return t('page.storageFull')
    if (phase === 'seat-lost') return t('page.seatLost', { n: String(seat.unsent()) })
    if (phase === 'wiped') return t('page.wiped')
    if (phase === 'nothing-known') return t('page.nothingKnown')
    if (!view || phase === 'loading') return t('page.loading')
    if (view.state === 'draft') return t('page.notOpen')
    return view.entries.length === 0 ? t('page.noEntries') : null
  }

  return (
    <Switch>
      <Match when={notice()}>
        {(text) => (
          <main class="judge-notice">
            <Seal />
            <h1 role="status">{text()}</h1>
            <Show when={seat.state.phase === 'no-storage' || seat.state.phase === 'storage-full'}>
              <button type="button" class="btn touch primary" onClick={() => void seat.open()}>
                {t('page.retry')}
              </button>
            </Show>
          </main>
        )}
      </Match>
      <Match when={seat.state.view}>
        {(view) => (
          <div
            class="judge"
            data-band={Math.max(0, marking.entryAt()) % 6}
            data-trial={marking.entry()?.trial ? '' : undefined}
          >
            <TopBar marking={marking} view={view()} onMove={startMoving} />
            <SyncStrip marking={marking} />
            <AspectRail marking={marking} />
            <Show
              when={marking.entry()}
              keyed
              fallback={
                <main class="judge-main judge-gone" role="alert">
                  {t('page.entryGone')}
                </main>
              }
            >
              {(entry) => (
                <Show when={marking.sheet()} keyed>
                  {(sheet) => (
                    <MarkCards marking={marking} notes={notes} entry={entry} subCriterion={sheet.subCriterion} />
                  )}
                </Show>
              )}
            </Show>
            <Dock marking={marking} notes={notes} view={view()} />
            <Show when={moving()} keyed>
              {(sheet) => (
                <MoveOwnSheet marking={marking} notes={notes} {...sheet} close={() => setMoving(undefined)} />
              )}
            </Show>
          </div>
        )}
      </Match>
    </Switch>
  )
}
