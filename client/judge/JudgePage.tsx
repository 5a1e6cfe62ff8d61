import './judge-page.css'
import { useParams } from '@solidjs/router'
import { Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import { asId, type SeatId } from '#domain/ids.ts'
import { t } from '../i18n/judge.ts'
import { Seal } from '../ui/Seal.tsx'
import { AspectRail } from './AspectRail.tsx'
import { createMarking } from './createMarking.ts'
import { createSeat } from './createSeat.ts'
import { Dock } from './Dock.tsx'
import { onKey } from './keypad.ts'
import { MarkCards } from './MarkCards.tsx'
import { SyncStrip } from './SyncStrip.tsx'
import { TopBar } from './TopBar.tsx'

/** A judge's tablet: one competitor, one sheet, its aspects. */
export default function JudgePage() {
  const params = useParams()
  const seat = createSeat(asId<SeatId>(params.seatId ?? ''))
  const marking = createMarking(seat)

  onMount(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return
      const target = event.target as HTMLElement | null
      const onButton = target?.tagName === 'BUTTON' && event.key === 'Enter' && target.matches(':focus-visible')
      if (!onButton && onKey(marking, event)) event.preventDefault()
    }
    addEventListener('keydown', listen)
    onCleanup(() => removeEventListener('keydown', listen))
  })

  const notice = () => {
    const { phase, view } = seat.state
    if (phase === 'no-storage') return t('page.noStorage')
    if (phase === 'storage-full') return t('page.storageFull')
    if (phase === 'seat-lost') return t('page.seatLost', { n: String(seat.unsent()) })
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
          </main>
        )}
      </Match>
      <Match when={seat.state.view}>
        {(view) => (
          <div class="judge" data-band={marking.entryAt() % 6}>
            <TopBar marking={marking} view={view()} />
            <SyncStrip seat={seat} />
            <AspectRail marking={marking} />
            <Show when={marking.entry()} keyed>
              {(entry) => (
                <Show when={marking.sheet()} keyed>
                  {(sheet) => <MarkCards marking={marking} entry={entry} subCriterion={sheet.subCriterion} />}
                </Show>
              )}
            </Show>
            <Dock marking={marking} view={view()} />
          </div>
        )}
      </Match>
    </Switch>
  )
}
