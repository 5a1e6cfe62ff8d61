import { A } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import type { RubricPreview } from '#contract/rubrics.ts'
import type { StageView } from '#contract/stages.ts'
import { formatPoints } from '#domain/points.ts'
import { unboundedIn } from '#domain/rubric-review.ts'
import { inLanguage } from '../i18n/language.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import type { StageStore } from './createStage.ts'
import { DropZone } from './DropZone.tsx'
import { Findings } from './Findings.tsx'
import { Folded } from './Folded.tsx'
import { OpenReadings, PreviewTree } from './PreviewTree.tsx'
import { RubricExports } from './RubricExports.tsx'

/** 一 The marking scheme: always a preview first, then the organizer's word. */
export function RubricStep(props: { stage: StageStore; view: StageView }) {
  const [seen, setSeen] = createSignal<{ readonly file: File; readonly preview: RubricPreview } | null>(null)
  const [reading, setReading] = createSignal(false)
  const [failed, setFailed] = createSignal<string | null>(null)
  const isDraft = () => props.view.state === 'draft'

  const look = async (file: File) => {
    setReading(true)
    setFailed(null)
    const found = await props.stage.previewRubric(file)
    setReading(false)
    if (found.ok) setSeen({ file, preview: found.value })
    else setFailed(sentenceOf(found.error))
  }
  const lookAtSample = async (name: string) => {
    const found = await props.stage.sampleFile(name)
    if (found.ok) await look(found.value)
    else setFailed(sentenceOf(found.error))
  }
  const accept = async () => {
    const shown = seen()
    if (shown && (await props.stage.saveRubric(shown.file, shown.preview))) setSeen(null)
  }
  return (
    <section class="desk-section" aria-labelledby="step-rubric">
      <h2 id="step-rubric">
        <i class="song desk-step" /> {t('stage.rubric')}
      </h2>
      <Show when={props.view.rubric}>
        {(rubric) => (
          <div class="desk-rubric" data-testid="rubric-kept">
            <p>
              <b>{rubric().title || props.view.skill}</b>{' '}
              {t('rubric.version', { n: String(rubric().version), file: rubric().file })}{' '}
              <A class="btn" href={`/stages/${props.view.id}/rubric`} data-testid="rubric-edit">
                {t('rubric.edit')}
              </A>
            </p>
            <Outline criteria={rubric().criteria} max={rubric().max} />
            <Show when={isDraft()}>
              <OpenReadings ids={rubric().unbounded} />
            </Show>
            <Findings findings={rubric().findings} folded />
            <RubricExports stageId={props.view.id} rubricId={rubric().id} />
          </div>
        )}
      </Show>
      <Show when={isDraft()}>
        <Show
          when={seen()}
          fallback={
            <Folded folded={props.view.rubric !== null} label={t('rubric.replace')}>
              <DropZone
                label={reading() ? t('rubric.reading') : t('rubric.drop')}
                hint={t('rubric.kinds')}
                accept=".xlsx,.json"
                onFile={look}
                testid="rubric-file"
              />
              <Show when={failed()}>
                {(why) => (
                  <p class="desk-problem" role="alert">
                    {why()}
                  </p>
                )}
              </Show>
              <p class="desk-samples">
                {t('rubric.sample')}
                <For each={props.stage.state.samples}>
                  {(sample) => (
                    <button type="button" class="btn" onClick={() => void lookAtSample(sample.name)}>
                      {inLanguage(sample)}
                    </button>
                  )}
                </For>
                <Show when={props.view.rubric === null}>
                  <A class="btn" href={`/stages/${props.view.id}/rubric`} data-testid="rubric-write">
                    {t('rubric.write')}
                  </A>
                </Show>
              </p>
            </Folded>
          }
        >
          {(shown) => (
            <div class="desk-preview" data-testid="rubric-preview">
              <h3>{t('rubric.preview', { file: shown().preview.file })}</h3>
              <Show when={shown().preview.summary}>
                {(summary) => (
                  <>
                    <p>
                      <b>{summary().title}</b>
                    </p>
                    <Outline criteria={summary().criteria} max={summary().max} />
                  </>
                )}
              </Show>
              <Show when={shown().preview.rubric}>{(rubric) => <OpenReadings ids={unboundedIn(rubric())} />}</Show>
              <Findings findings={shown().preview.findings} />
              <Show when={shown().preview.rubric}>{(rubric) => <PreviewTree rubric={rubric()} />}</Show>
              <p class="desk-actions">
                <button type="button" class="btn" onClick={() => setSeen(null)}>
                  {t('rubric.discard')}
                </button>
                <button
                  type="button"
                  class="btn primary"
                  disabled={!shown().preview.importable || props.stage.busy()}
                  onClick={accept}
                  data-testid="rubric-accept"
                >
                  {t('rubric.accept')}
                </button>
              </p>
              <Show when={!shown().preview.importable}>
                <p role="alert" class="desk-problem">
                  {t('rubric.refused')}
                </p>
              </Show>
            </div>
          )}
        </Show>
      </Show>
    </section>
  )
}

function Outline(props: {
  criteria: NonNullable<StageView['rubric']>['criteria']
  max: NonNullable<StageView['rubric']>['max']
}) {
  return (
    <table class="desk-table desk-outline">
      <tbody>
        <For each={props.criteria}>
          {(criterion) => (
            <tr>
              <td>
                <b>{criterion.id}</b>
              </td>
              <td>{criterion.name}</td>
              <td>{t('rubric.subs', { n: String(criterion.subCriteria.length) })}</td>
              <td>
                {t('rubric.aspects', {
                  n: String(criterion.subCriteria.reduce((n, sub) => n + sub.aspects.length, 0)),
                })}
              </td>
              <td class="desk-figure">{formatPoints(criterion.max)}</td>
            </tr>
          )}
        </For>
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>{t('rubric.total')}</td>
          <td class="desk-figure">
            <b>{formatPoints(props.max)}</b>
          </td>
        </tr>
      </tfoot>
    </table>
  )
}
