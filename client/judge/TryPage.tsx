import './judge-page.css'
import { useParams } from '@solidjs/router'
import { createResource, Show } from 'solid-js'
import type { Rubric } from '#domain/rubric.ts'
import { t } from '../i18n/judge.ts'
import { Seal } from '../ui/Seal.tsx'
import { followTablet } from '../ui/theme.ts'
import { createMarking } from './createMarking.ts'
import { createTrySeat, noNotes, readRubric } from './createTrySeat.ts'
import { Tablet } from './Tablet.tsx'

/** A rubric on a tablet before anybody marks by it. Nothing is sent or kept. */
export default function TryPage() {
  followTablet()
  const params = useParams()
  const [rubric] = createResource(() => readRubric(params.stageId, params.rubricId))
  return (
    <Show
      when={rubric.state === 'ready' && rubric()}
      keyed
      fallback={
        <main class="judge-notice">
          <Seal />
          <h1 role="status">{t(rubric.error ? 'try.failed' : 'page.loading')}</h1>
        </main>
      }
    >
      {(found) => <Trying rubric={found} />}
    </Show>
  )
}

function Trying(props: { rubric: Rubric }) {
  const seat = createTrySeat(props.rubric)
  const marking = createMarking(seat, 'try')
  return <Show when={seat.state.view}>{(view) => <Tablet marking={marking} notes={noNotes} view={view()} />}</Show>
}
