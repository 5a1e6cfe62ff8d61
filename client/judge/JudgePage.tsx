import './judge-page.css'
import { useParams } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { asId, type EntryId, type SeatId } from '#domain/ids.ts'
import type { SubCriterion } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Seal } from '../ui/Seal.tsx'
import { followTablet } from '../ui/theme.ts'
import { createMarking } from './createMarking.ts'
import { createNoteDesk } from './createNoteDesk.ts'
import { createSeat } from './createSeat.ts'
import { MoveOwnSheet } from './MoveOwnSheet.tsx'
import { Tablet } from './Tablet.tsx'

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
          <>
            <Tablet marking={marking} notes={notes} view={view()} onMove={startMoving} />
            <Show when={moving()} keyed>
              {(sheet) => (
                <MoveOwnSheet marking={marking} notes={notes} {...sheet} close={() => setMoving(undefined)} />
              )}
            </Show>
          </>
        )}
      </Match>
    </Switch>
  )
}
