import './explain.css'
import './told-tree.css'
import './explain-print.css'
import { useNavigate, useParams } from '@solidjs/router'
import { createEffect, For, on, Show } from 'solid-js'
import type { EntryExplanation } from '#contract/entry-explanation.ts'
import { asId, type EntryId, type StageId } from '#domain/ids.ts'
import { t } from '../../i18n/explain.ts'
import { sentenceOf } from '../../i18n/organizer.ts'
import { dayAndTimeOf } from '../../judge/shown.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DeskFrame } from '../DeskFrame.tsx'
import { StageRail } from '../StageRail.tsx'
import { AmendedAspects } from './AmendedAspects.tsx'
import { partSentence } from './arithmetic.ts'
import { createExplanation, createOpened, type Opened, type ShownExplanation } from './createExplanation.ts'
import { PaperHead } from './PaperHead.tsx'
import { SumColumn } from './SumColumn.tsx'
import { TieSteps } from './TieSteps.tsx'
import { Inside } from './ToldTree.tsx'

/** Why an entry has its rank: every number from the judges' marks to the place, on a page that can be printed. */
export default function ExplainPage() {
  const params = useParams()
  const stageId = asId<StageId>(params.stageId ?? '')
  return (
    <DeskFrame rail={<StageRail stageId={stageId} />}>
      <Explanation stageId={stageId} entryId={asId<EntryId>(params.entryId ?? '')} />
    </DeskFrame>
  )
}

const why = (problem: { readonly kind: string }): string =>
  (t as (key: string) => string | undefined)(`why.${problem.kind}`) ?? sentenceOf(problem)

/** Every criterion of every part and attempt, by the name that it opens under. */
const namesOf = ({ parts }: EntryExplanation): string[] =>
  parts.flatMap(({ id, criteria, attempts }) => [
    ...criteria.map((criterion) => `${id} ${criterion.id}`),
    ...attempts.flatMap((attempt) => attempt.criteria.map((criterion) => `${id} ${attempt.id} ${criterion.id}`)),
  ])

function Explanation(props: { stageId: StageId; entryId: EntryId }) {
  const { shown, problem, read } = createExplanation(props.stageId, () => props.entryId)
  const opened = createOpened()
  // The first criterion stands open; what somebody opened stays so for the next entry.
  createEffect(
    on(
      () => shown()?.told.stageId,
      () => {
        const found = shown()
        if (found && opened.count() === 0) opened.put(namesOf(found.told).slice(0, 1))
      },
    ),
  )
  return (
    <main class="explain">
      <Show when={problem()}>
        {(found) => (
          <p class="desk-problem" role="alert">
            {why(found())}
          </p>
        )}
      </Show>
      <Show when={shown()}>{(found) => <Shown found={found()} opened={opened} read={read} />}</Show>
    </main>
  )
}

function Shown(props: { found: ShownExplanation; opened: Opened; read: () => Promise<void> }) {
  const told = () => props.found.told
  const title = () => {
    const place = told().rank
    if (!place) return t('titleNone')
    return t(place.sharing > 1 ? 'titleShared' : 'title', { rank: String(place.rank) })
  }
  const about = () =>
    [`${told().skill} ${told().stage}`, `${told().entry.code} ${told().entry.name}`, ''].join(t('joint'))
  return (
    <>
      <header class="explain-top">
        <div>
          <h1>{title()}</h1>
          <p>
            {about()}
            <span class="nowrap">{t('as', { at: dayAndTimeOf(props.found.at) })}</span>
          </p>
        </div>
        <span class="chip" data-state={told().state}>
          {told().state === 'locked' ? t('locked') : t('open')}
        </span>
        <Tools told={told()} opened={props.opened} read={props.read} />
      </header>
      <article class="explain-paper" data-testid="explanation">
        <PaperHead told={told()} />
        <section class="explain-tree">
          <SumColumn told={told()} opened={props.opened} />
          <div class="explain-marks">
            <h3>{t('marksTitle')}</h3>
            <For each={told().parts}>
              {(part) => (
                <>
                  <Show when={told().parts.length > 1}>
                    <h4 class="explain-part">
                      {part.name || part.id} <span>{partSentence(part)}</span>
                    </h4>
                  </Show>
                  <Inside
                    told={part}
                    name={part.id}
                    nought={told().isNought ? 'entry' : part.nought}
                    attempts={part.attempts}
                    opened={props.opened}
                  />
                </>
              )}
            </For>
          </div>
        </section>
        <TieSteps told={told()} />
        <AmendedAspects told={told()} />
        <footer class="explain-foot">
          <span>{told().contest}</span>
          <span>{t('rubric', { version: String(told().rubric.version) })}</span>
          <span>{t('what')}</span>
          <span>
            {t('check', {
              code: told()
                .rubric.sha256.slice(0, 12)
                .replace(/(.{4})(?=.)/g, '$1 '),
            })}
          </span>
        </footer>
      </article>
    </>
  )
}

/** Not on paper. */
function Tools(props: { told: EntryExplanation; opened: Opened; read: () => Promise<void> }) {
  const navigate = useNavigate()
  const names = () => namesOf(props.told)
  const areOpen = () => names().every(props.opened.isOpen)
  return (
    <div class="explain-tools">
      <label>
        <span>{t('choose')}</span>
        <select
          value={props.told.entry.id}
          onChange={(e) => navigate(`/stages/${props.told.stageId}/explain/${e.currentTarget.value}`)}
        >
          <For each={props.told.entries}>
            {(entry) => (
              <option value={entry.id} selected={entry.id === props.told.entry.id}>
                {entry.code} {entry.name}
              </option>
            )}
          </For>
        </select>
      </label>
      <button type="button" class="btn" onClick={() => void props.read()}>
        <Icon name="sync" />
        {t('again')}
      </button>
      <button type="button" class="btn" onClick={() => props.opened.put(areOpen() ? [] : names())}>
        {areOpen() ? t('none') : t('all')}
      </button>
      <button type="button" class="btn primary" onClick={() => print()}>
        <Icon name="print" />
        {t('print')}
      </button>
    </div>
  )
}
