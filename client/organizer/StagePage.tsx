import { A, useParams } from '@solidjs/router'
import { createEffect, on, Show } from 'solid-js'
import { asId, type StageId } from '#domain/ids.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { BoardStep } from './BoardStep.tsx'
import { createSeatLinks } from './createSeatLinks.ts'
import { createStage } from './createStage.ts'
import { DeskFrame } from './DeskFrame.tsx'
import { PointsStep } from './imports/PointsStep.tsx'
import { JudgesStep } from './JudgesStep.tsx'
import { OpenStep } from './OpenStep.tsx'
import { RosterStep } from './RosterStep.tsx'
import { RubricStep } from './RubricStep.tsx'
import { SchemeStep } from './SchemeStep.tsx'
import { SeatLinks } from './SeatLinks.tsx'
import { StageRail } from './StageRail.tsx'

/** One stage from its marking scheme to its opening, in the order in which an organizer thinks of it. */
export default function StagePage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Stage stageId={stageId} />
    </DeskFrame>
  )
}

function Stage(props: { stageId: StageId }) {
  const stage = createStage(props.stageId)
  const links = createSeatLinks(stage)
  // A link to one step waits until the steps are there.
  createEffect(
    on(
      () => stage.state.view?.id,
      (id) => id && location.hash && document.getElementById(location.hash.slice(1))?.scrollIntoView(),
    ),
  )
  return (
    <main class="desk-main">
      <Show when={stage.problem()}>
        {(found) => (
          <p class="desk-problem" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
      <Show when={stage.state.view}>
        {(view) => (
          <>
            <header class="desk-head">
              <div>
                <h1>
                  {view().skill} <span>{view().name}</span>
                </h1>
                <p>{view().contest.name}</p>
              </div>
              <Show when={view().contest.rehearsal}>
                <span class="chip desk-rehearsal">{t('rehearsal')}</span>
              </Show>
              <span class="chip" data-state={view().state} data-testid="stage-state">
                {t(`state.${view().state}`)}
              </span>
              <Show when={view().state !== 'draft'}>
                <A class="btn primary" href={`/stages/${view().id}/progress`}>
                  {t('rail.console')}
                </A>
              </Show>
            </header>
            <Show when={view().state !== 'draft'}>
              <SeatLinks links={links} view={view()} />
              <PointsStep view={view()} />
            </Show>
            <RubricStep stage={stage} view={view()} />
            <RosterStep stage={stage} view={view()} />
            <Show when={view().state === 'draft'}>
              <JudgesStep stage={stage} view={view()} />
              <Show when={view().panels.length > 0}>
                <SeatLinks links={links} view={view()} />
              </Show>
            </Show>
            <SchemeStep view={view()} />
            <BoardStep stage={stage} view={view()} />
            <OpenStep stage={stage} view={view()} />
          </>
        )}
      </Show>
    </main>
  )
}
