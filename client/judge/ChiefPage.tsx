import { sheetWords } from '../i18n/attempts.ts'
import './chief-page.css'
import { A, useParams } from '@solidjs/router'
import { createSignal, For, Match, Show, Switch } from 'solid-js'
import type { ProgressCell } from '#contract/progress.ts'
import { asId, type SeatId } from '#domain/ids.ts'
import { language, listed, toggleLanguage } from '../i18n/language.ts'
import { t as moving } from '../i18n/moving.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { t as trial } from '../i18n/trial.ts'
import { chiefNotes } from '../organizer/createPanelNotes.ts'
import { createSeatHead } from '../organizer/createStageHead.ts'
import { PanelNotes } from '../organizer/PanelNotes.tsx'
import { Icon } from '../ui/Icon.tsx'
import { ProgressMatrix } from '../ui/ProgressMatrix.tsx'
import { followTablet } from '../ui/theme.ts'
import { createPanelLock } from './createPanelLock.ts'
import { MovePanelSheet } from './MovePanelSheet.tsx'
import { gradeIn } from './shown.ts'
import { TrialTable } from './TrialMarks.tsx'

/** The chief judge's panel on the tablet: the matrix, and the three things only the chief may do. */
export default function ChiefPage() {
  followTablet()
  const params = useParams()
  const seatId = asId<SeatId>(params.seatId ?? '')
  const panel = createPanelLock(seatId)
  const head = createSeatHead(seatId)
  const [reason, setReason] = createSignal('')
  const [whose, setWhose] = createSignal<SeatId | ''>('')
  const [isMoving, setMoving] = createSignal(false)
  const only = () => (panel.cells().length === 1 ? panel.cells()[0] : undefined)
  const labelOf = (id: string) => panel.progress()?.seats.find((seat) => seat.id === id)?.label ?? ''
  const nameOf = (cell: ProgressCell) => {
    const sheet = panel.progress()?.subCriteria.find(({ id }) => id === cell.subCriterionId)
    return `${panel.codeOf(cell.entryId)} · ${sheetWords(cell.subCriterionId)} ${sheet?.name ?? ''}`
  }
  const giveBack = async () => {
    const seat = whose()
    if (seat === '' || reason().trim().length < 2) return
    await panel.giveBack(seat, reason())
    setReason('')
  }
  const call = async () => {
    if (reason().trim().length < 2) return
    await panel.giveBack(null, reason())
    setReason('')
  }
  const accept = async () => {
    if (reason().trim().length < 2) return
    await panel.acceptSpread(reason())
    setReason('')
  }
  return (
    <main class="chief">
      <header>
        <A class="btn touch" href={`/judge/${seatId}`}>
          <Icon name="left" />
          {t('chief.back')}
        </A>
        <div>
          <h1>{t('chief.title')}</h1>
          <Show when={head()}>
            {(seat) => (
              <p>
                {seat().contest} · {seat().skill} {seat().stage} · {seat().seat.label} {seat().seat.judge}
              </p>
            )}
          </Show>
        </div>
        <button type="button" class="btn quiet touch" aria-label={t('language')} onClick={toggleLanguage}>
          {language() === 'en' ? '中' : 'EN'}
        </button>
      </header>
      <Show when={panel.problem()}>
        {(found) => (
          <p class="chief-problem" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
      <Show when={panel.progress()}>
        {(progress) => (
          <>
            <p class="chief-hint">{t('chief.choose')}</p>
            <Show when={progress().trials.length > 0}>
              <p class="chief-hint">{trial('matrixWhat')}</p>
            </Show>
            <ProgressMatrix progress={progress()} chosen={panel.isChosen} onChoose={panel.choose} />
            <Show when={only()} keyed>
              {(cell) => (
                <section class="chief-cell" aria-label={nameOf(cell)}>
                  <h2>{nameOf(cell)}</h2>
                  <For each={cell.spread}>
                    {(spread) => (
                      <p>
                        <Icon name="scale" /> {sheetWords(spread.aspectId)}{' '}
                        {t('chief.levels', {
                          levels: (spread.levels ?? [])
                            .map((held) => `${labelOf(held.seatId)} ${gradeIn(held.value)}`)
                            .join('  '),
                        })}
                      </p>
                    )}
                  </For>
                  <label>
                    {t('chief.reason')}
                    <input
                      name="reason"
                      maxLength={500}
                      value={reason()}
                      onInput={(e) => setReason(e.currentTarget.value)}
                    />
                  </label>
                  <Show when={cell.state !== 'locked'}>
                    <label>
                      {t('chief.whose')}
                      <select value={whose()} onChange={(e) => setWhose(e.currentTarget.value as SeatId)}>
                        <option value="" />
                        <For each={progress().seats.filter((seat) => !cell.unsigned.includes(seat.id))}>
                          {(seat) => (
                            <option value={seat.id}>
                              {seat.label} {seat.judge}
                            </option>
                          )}
                        </For>
                      </select>
                    </label>
                    <button
                      type="button"
                      class="btn touch"
                      disabled={whose() === '' || reason().trim().length < 2}
                      onClick={giveBack}
                    >
                      {t('chief.return')}
                    </button>
                    <button type="button" class="btn touch" onClick={() => setMoving(true)} data-testid="move">
                      <Icon name="swap" />
                      {moving('chiefLink')}
                    </button>
                    <Show when={panel.mayCall(cell)}>
                      <button
                        type="button"
                        class="btn touch"
                        disabled={reason().trim().length < 2}
                        onClick={call}
                        data-testid="call"
                      >
                        <Icon name="people" />
                        {t('chief.call')}
                      </button>
                    </Show>
                    <Show when={cell.spread.length > 0}>
                      <button type="button" class="btn touch" disabled={reason().trim().length < 2} onClick={accept}>
                        {t('chief.accept')}
                      </button>
                    </Show>
                  </Show>
                  <Show when={panel.trialOf(cell.entryId)}>
                    <Show when={panel.trialSheetOf(cell)} fallback={<p>{trial('notYet')}</p>}>
                      {(sheet) => <TrialTable sheet={sheet()} />}
                    </Show>
                  </Show>
                  <Show when={isMoving()}>
                    <MovePanelSheet
                      chief={seatId}
                      cell={cell}
                      code={panel.codeOf(cell.entryId)}
                      seats={panel.seatsOf(cell.subCriterionId)}
                      close={() => setMoving(false)}
                    />
                  </Show>
                </section>
              )}
            </Show>
            <PanelNotes read={chiefNotes(seatId)} progress={progress()} />
            <footer>
              <p role="status">
                <Switch>
                  <Match when={panel.locked()}>
                    {(done) => (
                      <>
                        {t('chief.locked', { n: String(done().locked) })}
                        <Show when={done().refused.length > 0}>
                          {'　'}
                          {t('chief.refused', { n: String(done().refused.length), why: whyOf(done().refused) })}
                        </Show>
                      </>
                    )}
                  </Match>
                  <Match when={panel.cells().length === 0}>{t('chief.none')}</Match>
                  <Match when={panel.unlockable().length > 0}>
                    {t('chief.cannot', { n: String(panel.unlockable().length), why: whyOf(panel.unlockable()) })}
                  </Match>
                </Switch>
              </p>
              <button type="button" class="btn touch" onClick={panel.chooseSigned} data-testid="choose-signed">
                {t('chief.selectSigned')}
              </button>
              <button type="button" class="btn touch" onClick={panel.clear}>
                {t('chief.clear')}
              </button>
              <button
                type="button"
                class="btn commit touch"
                disabled={panel.lockable().length === 0}
                onClick={panel.lock}
                data-testid="lock"
              >
                <Icon name="lock" />
                {t('chief.lock', { n: String(panel.lockable().length) })}
              </button>
            </footer>
          </>
        )}
      </Show>
    </main>
  )
}

const whyOf = (kinds: readonly string[]) => listed([...new Set(kinds)].map((kind) => sentenceOf({ kind })))
