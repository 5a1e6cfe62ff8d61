import { createSignal, Show } from 'solid-js'
import type { Finding } from '#contract/rubrics.ts'
import type { StageId } from '#domain/ids.ts'
import { t } from '../i18n/organizer.ts'
import { Icon } from '../ui/Icon.tsx'
import type { StageStore } from './createStage.ts'
import { Findings } from './Findings.tsx'

/** The rubric to take away: as a CIS workbook where CIS can hold it, and as a file of our own in any case. */
export function RubricExports(props: { stage: StageStore; stageId: StageId; version: number }) {
  const [refused, setRefused] = createSignal<{ readonly version: number; readonly findings: readonly Finding[] }>()
  const [busy, setBusy] = createSignal(false)
  /** Of the version that is shown, not of one before it. */
  const findings = () => (refused()?.version === props.version ? (refused()?.findings ?? []) : [])

  const save = async () => {
    const version = props.version
    setBusy(true)
    setRefused({ version, findings: await props.stage.exportWorkbook() })
    setBusy(false)
  }
  return (
    <>
      <p class="desk-exports">
        {t('rubric.export')}
        <button type="button" class="btn" disabled={busy()} onClick={save} data-testid="export-workbook">
          <Icon name="download" />
          {t('rubric.exportWorkbook')}
        </button>
        <a class="btn" href={`/api/stages/${props.stageId}/rubric.json`} download="" data-testid="export-own">
          <Icon name="download" />
          {t('rubric.exportOwn')}
        </a>
      </p>
      <Show when={findings().length > 0}>
        <div data-testid="export-refused">
          <p class="desk-problem" role="alert">
            {t('why.rubric-not-exportable')}
          </p>
          <Findings findings={findings()} />
        </div>
      </Show>
    </>
  )
}
