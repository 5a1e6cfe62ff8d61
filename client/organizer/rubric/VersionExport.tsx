import { Show } from 'solid-js'
import type { RubricId } from '#domain/ids.ts'
import { t as say, sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import type { RubricExport } from '../createRubricExport.ts'
import { Findings } from '../Findings.tsx'

/** Takes this version away as a CIS workbook. */
export function ExportButton(props: { taking: RubricExport; version: RubricId }) {
  return (
    <button
      type="button"
      class="btn"
      disabled={props.taking.busy()}
      onClick={() => void props.taking.saveWorkbook(props.version)}
      data-testid="export-workbook"
    >
      <Icon name="download" />
      {t('export')}
    </button>
  )
}

/** Why this version cannot be taken away as a CIS workbook, and the file that holds all of it. */
export function NotExported(props: { taking: RubricExport; version: RubricId }) {
  return (
    <Show when={props.taking.problem(props.version)}>
      {(found) => (
        <div class="re-refusals" data-testid="export-refused">
          <p role="alert">{sentenceOf(found())}</p>
          <a class="btn" href={props.taking.ownPath(props.version)} download="">
            <Icon name="download" />
            {say('rubric.exportOwn')}
          </a>
          <button type="button" class="btn" onClick={() => props.taking.clear()}>
            {say('close')}
          </button>
          <Findings findings={props.taking.refusals()} />
        </div>
      )}
    </Show>
  )
}
