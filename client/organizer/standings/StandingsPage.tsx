import '../imports/imports.css'
import './standings.css'
import { useParams } from '@solidjs/router'
import { For, Show } from 'solid-js'
import { asId, type StageId } from '#domain/ids.ts'
import { sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/standings.ts'
import { dayAndTimeOf } from '../../judge/shown.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DeskFrame } from '../DeskFrame.tsx'
import { StageRail } from '../StageRail.tsx'
import { AttemptList } from './AttemptList.tsx'
import { createStandings, type ShownStandings, type StandingsStore } from './createStandings.ts'
import { RankingTable, Unranked } from './RankingTable.tsx'
import { Rulings } from './Rulings.tsx'
import { Stops } from './Stops.tsx'

/** Who stands where, who goes on, what waits for a person, and what was ruled: on a page that can be printed. */
export default function StandingsPage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Standings stageId={stageId} />
    </DeskFrame>
  )
}

function Standings(props: { stageId: StageId }) {
  const store = createStandings(props.stageId)
  return (
    <main class="desk-main standings">
      <Show when={store.problem()}>
        {(found) => (
          <p class="desk-problem" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
      <Show when={store.shown()}>{(shown) => <Shown shown={shown()} store={store} />}</Show>
    </main>
  )
}

function Shown(props: { shown: ShownStandings; store: StandingsStore }) {
  const standings = () => props.shown.standings
  return (
    <>
      <header class="desk-head">
        <div>
          <h1>
            {t('title')}{' '}
            <span>
              {standings().skill} {standings().stage}
            </span>
          </h1>
          <p>
            {standings().contest} · {t('as', { at: dayAndTimeOf(props.shown.at) })}
          </p>
        </div>
        <span class="chip" data-state={standings().state}>
          {standings().state === 'locked' ? t('locked') : t('open')}
        </span>
        <button type="button" class="btn standings-screen" onClick={() => void props.store.read()}>
          <Icon name="sync" />
          {t('again')}
        </button>
        <button type="button" class="btn primary standings-screen" onClick={() => print()}>
          <Icon name="print" />
          {t('print')}
        </button>
      </header>
      <Stops stops={standings().stops} store={props.store} />
      <For each={standings().rankings}>{(ranking) => <RankingTable ranking={ranking} standings={standings()} />}</For>
      <Unranked standings={standings()} />
      <AttemptList standings={standings()} store={props.store} />
      <Rulings standings={standings()} rulings={props.shown.rulings} store={props.store} />
    </>
  )
}
