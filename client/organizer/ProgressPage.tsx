import { A, useParams } from '@solidjs/router'
import { createEffect, For, on, Show } from 'solid-js'
import type { Progress } from '#contract/progress.ts'
import type { StageView } from '#contract/stages.ts'
import { asId, type StageId } from '#domain/ids.ts'
import { t as amend } from '../i18n/amend.ts'
import { sheetWords } from '../i18n/attempts.ts'
import { t as explain } from '../i18n/explain.ts'
import { listed } from '../i18n/language.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import { ProgressMatrix } from '../ui/ProgressMatrix.tsx'
import { organizerNotes } from './createPanelNotes.ts'
import { createProgress, organizerRead } from './createProgress.ts'
import { createStageHead } from './createStageHead.ts'
import { DeskFrame } from './DeskFrame.tsx'
import { stepOf, wordsOf } from './OpenStep.tsx'
import { PanelNotes } from './PanelNotes.tsx'
import { StageRail, screenOf } from './StageRail.tsx'

/** The console of one stage: how far marking has come, what waits, and which tablets are on the line. */
export default function ProgressPage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Console stageId={stageId} />
    </DeskFrame>
  )
}

function Console(props: { stageId: StageId }) {
  const { progress, problem } = createProgress(() => organizerRead(props.stageId))
  const { view, read } = createStageHead(props.stageId)
  // It was opened or locked while this page stood open.
  createEffect(on(() => progress()?.state, read, { defer: true }))
  const isDraft = () => view()?.state === 'draft'
  return (
    <main class="desk-main desk-console">
      <Show when={view()}>{(stage) => <Head stage={stage()} progress={progress()} />}</Show>
      <Show when={isDraft() && view()}>{(stage) => <NotOpen stage={stage()} />}</Show>
      <Show when={!isDraft() && problem()}>
        {(found) => (
          <p class="desk-problem" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
      <Show when={progress()}>
        {(shown) => (
          <>
            <section>
              <h2>{t('progress.title')}</h2>
              <ProgressMatrix
                progress={shown()}
                entryLink={({ id, code }) => ({
                  href: `/stages/${props.stageId}/explain/${id}`,
                  label: explain('linkOf', { code }),
                })}
              />
            </section>
            <aside>
              <Pending progress={shown()} />
              <PanelNotes read={organizerNotes(props.stageId)} progress={shown()} />
              <Judges progress={shown()} />
            </aside>
          </>
        )}
      </Show>
    </main>
  )
}

function Head(props: { stage: StageView; progress: Progress | null }) {
  return (
    <header class="desk-head">
      <div>
        <h1>
          {props.stage.skill} <span>{props.stage.name}</span>
        </h1>
        <p>
          {props.stage.contest.name}
          <Show when={props.progress}>
            {(shown) => (
              <>
                {t('progress.counts', {
                  entries: String(shown().entries.length),
                  judges: String(shown().seats.length),
                })}
              </>
            )}
          </Show>
        </p>
      </div>
      <Show when={props.stage.contest.rehearsal}>
        <span class="chip desk-rehearsal">{t('rehearsal')}</span>
      </Show>
      <span class="chip" data-state={props.stage.state}>
        {t(`state.${props.stage.state}`)}
      </span>
      <Show when={props.stage.state !== 'draft'}>
        <A class="btn" href={`/stages/${props.stage.id}/amendments`}>
          <Icon name="pen" />
          {amend('link')}
        </A>
      </Show>
      <a class="btn" href={screenOf(props.stage.id)} target="_blank" rel="noopener">
        <Icon name="screen" />
        {t('progress.preview')}
      </a>
    </header>
  )
}

/** Before the opening there is nothing to watch: what is still missing, and where it is put right. */
function NotOpen(props: { stage: StageView }) {
  const desk = () => `/stages/${props.stage.id}`
  return (
    <section class="desk-calm" data-testid="not-open">
      <h2>{t('progress.notOpen')}</h2>
      <Show
        when={props.stage.unready.length > 0}
        fallback={
          <>
            <p>{t('progress.readyToOpen')}</p>
            <A class="btn primary" href={`${desk()}#step-open`}>
              {t('progress.goOpen')}
            </A>
          </>
        }
      >
        <p>{t('progress.missing')}</p>
        <ul>
          <For each={props.stage.unready}>
            {(unready) => (
              <li>
                <Icon name="right" />
                <A href={`${desk()}${stepOf(unready)}`}>{wordsOf(unready)}</A>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  )
}

/** What waits for a person: spreads first, then signatures. */
function Pending(props: { progress: Progress }) {
  const codeOf = (id: string) => props.progress.entries.find((entry) => entry.id === id)?.code ?? ''
  const labelOf = (id: string) => props.progress.seats.find((seat) => seat.id === id)?.label ?? ''
  const waiting = () => props.progress.cells.filter((cell) => cell.state !== 'locked')
  const spreads = () => waiting().filter((cell) => cell.spread.length > 0)
  const unsigned = () => waiting().filter((cell) => cell.state === 'marked' && cell.spread.length === 0)
  return (
    <section class="desk-side">
      <h2>
        {t('progress.pending')} {spreads().length + unsigned().length}
      </h2>
      <Show when={spreads().length + unsigned().length === 0}>
        <p class="desk-empty">{t('progress.nothing')}</p>
      </Show>
      <ul>
        <For each={spreads().slice(0, 20)}>
          {(cell) => (
            <li>
              <Icon name="scale" />
              <span>
                <b>
                  {codeOf(cell.entryId)} · {listed(cell.spread.map((spread) => sheetWords(spread.aspectId)))}
                </b>
                {t('progress.spreadAt')}
              </span>
            </li>
          )}
        </For>
        <For each={unsigned().slice(0, 20)}>
          {(cell) => (
            <li>
              <Icon name="pen" />
              <span>
                <b>
                  {codeOf(cell.entryId)} · {sheetWords(cell.subCriterionId)}
                </b>
                {t('progress.unsigned', { seats: cell.unsigned.map(labelOf).join(' ') })}
              </span>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}

function Judges(props: { progress: Progress }) {
  const online = () => props.progress.seats.filter((seat) => seat.online).length
  const seen = (at: number | null) =>
    at === null
      ? t('progress.never')
      : t('progress.seen', { at: new Date(at).toLocaleTimeString('zh-CN', { hour12: false }) })
  return (
    <section class="desk-side">
      <h2>{t('progress.judges', { n: String(online()), of: String(props.progress.seats.length) })}</h2>
      <ul>
        <For each={props.progress.seats}>
          {(seat) => (
            <li>
              <i class="desk-dot" data-online={seat.online ? '' : undefined} />
              <span>
                <b>
                  {seat.label} {seat.judge}
                </b>
                {seat.chief ? t('judges.chief') : ''}
              </span>
              <small>{seen(seat.seenAt)}</small>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
