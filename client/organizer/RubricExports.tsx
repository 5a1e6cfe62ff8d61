import { Show } from 'solid-js'
import type { RubricId, StageId } from '#domain/ids.ts'
import { sentenceOf, t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import { createRubricExport } from './createRubricExport.ts'
import { Findings } from './Findings.tsx'

/** The rubric to take away: as a CIS workbook where CIS can hold it, and as a file of our own in any case. */
export function RubricExports(props: { stageId: StageId; rubricId: RubricId }) {
  const files = createRubricExport(props.stageId)
  return (
    <>
      <p class="desk-exports">
        {t('rubric.export')}
        <button
          type="button"
          class="btn"
          disabled={files.busy()}
          onClick={() => void files.saveWorkbook(props.rubricId)}
          data-testid="export-workbook"
        >
          <Icon name="download" />
          {t('rubric.exportWorkbook')}
        </button>
        <a class="btn" href={files.ownPath(props.rubricId)} download="" data-testid="export-own">
          <Icon name="download" />
          {t('rubric.exportOwn')}
        </a>
      </p>
      <Show when={files.problem(props.rubricId)}>
        {(found) => (
          <div data-testid="export-refused">
            <p class="desk-problem" role="alert">
              {sentenceOf(found())}
            </p>
            <Findings findings={files.refusals()} />
          </div>
        )}
      </Show>
    </>
  )
}
