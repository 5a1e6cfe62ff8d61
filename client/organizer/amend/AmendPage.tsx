import '../rubric/rubric-page.css'
import './amend.css'
import { A, useParams } from '@solidjs/router'
import { Show } from 'solid-js'
import { asId, type StageId } from '#domain/ids.ts'
import { t } from '../../i18n/amend.ts'
import { createStageHead } from '../createStageHead.ts'
import { DeskFrame } from '../DeskFrame.tsx'
import { StageRail } from '../StageRail.tsx'
import { AmendForm } from './AmendForm.tsx'
import { AmendmentList } from './AmendmentList.tsx'
import { whyNot } from './amend-words.ts'
import { createAmending } from './createAmending.ts'

/** Faulty aspects of an open or locked stage: annulled or corrected, signed, with a look at whose rank would move. */
export default function AmendPage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Amending stageId={stageId} />
    </DeskFrame>
  )
}

function Amending(props: { stageId: StageId }) {
  const amending = createAmending(props.stageId)
  const { view: head } = createStageHead(props.stageId)
  const isDraft = () => head()?.state === 'draft'
  return (
    <main class="desk-main amend">
      <header class="desk-head">
        <div>
          <h1>{t('title')}</h1>
          <p>{t('what')}</p>
        </div>
        <Show when={head()}>
          {(stage) => (
            <p class="amend-stage">
              {stage().skill} {stage().name}
            </p>
          )}
        </Show>
      </header>
      <Show
        when={!isDraft()}
        fallback={
          <section class="desk-calm">
            <p>{t('draft')}</p>
            <A class="btn primary" href={`/stages/${props.stageId}/rubric`}>
              {t('goRubric')}
            </A>
          </section>
        }
      >
        <Show when={amending.problem()}>
          {(found) => (
            <p class="desk-problem" role="alert">
              {whyNot(found())}
            </p>
          )}
        </Show>
        <Show when={amending.done()}>
          {(id) => (
            <p class="amend-done" role="status">
              {t('done', { id: id() })}
            </p>
          )}
        </Show>
        <Show when={amending.view()}>
          {(view) => (
            <>
              <AmendForm amending={amending} />
              <AmendmentList amendments={view().amendments} />
            </>
          )}
        </Show>
      </Show>
    </main>
  )
}
