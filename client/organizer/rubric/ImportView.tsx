import { createSignal, For, Show } from 'solid-js'
import type { Finding, RubricPreview } from '#contract/rubrics.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { Problem } from '../../api.ts'
import { inLanguage } from '../../i18n/language.ts'
import { sentenceOf } from '../../i18n/organizer.ts'
import { t } from '../../i18n/rubric.ts'
import { Icon } from '../../ui/Icon.tsx'
import { DropZone } from '../DropZone.tsx'
import { Counts } from './ComparisonTable.tsx'
import type { RubricFiles } from './createRubricFiles.ts'

const SIGNS = { error: 'x', warning: 'alert', note: 'equal' } as const

/** What a workbook or a rubric file would become, beside the version on the desk; nothing is kept before a word. */
export function ImportView(props: { files: RubricFiles; before: Rubric; onAdopted: () => void; onBack: () => void }) {
  const [seen, setSeen] = createSignal<{ readonly file: File; readonly preview: RubricPreview } | null>(null)
  const [reading, setReading] = createSignal(false)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const look = async (file: File) => {
    setReading(true)
    setProblem(null)
    const found = await props.files.preview(file)
    setReading(false)
    if (found.ok) setSeen({ file, preview: found.value })
    else setProblem(found.error)
  }
  const adopt = async () => {
    const shown = seen()
    if (!shown) return
    const done = await props.files.adopt(shown.file, shown.preview)
    if (done.ok) props.onAdopted()
    else setProblem(done.error)
  }
  return (
    <main class="re-wide" data-testid="rubric-import">
      <Show when={problem()}>
        {(found) => (
          <p class="desk-problem" role="alert">
            {sentenceOf(found())}
          </p>
        )}
      </Show>
      <Show
        when={seen()}
        fallback={
          <section>
            <h2>
              {t('importFile')}
              <button type="button" class="btn" onClick={() => props.onBack()}>
                <Icon name="undo" />
                {t('back')}
              </button>
            </h2>
            <DropZone
              label={t(reading() ? 'import.reading' : 'import.drop')}
              hint=".xlsx, .json"
              accept=".xlsx,.json"
              onFile={look}
              testid="rubric-import-file"
            />
          </section>
        }
      >
        {(shown) => (
          <>
            <Findings findings={shown().preview.findings} />
            <aside>
              <Show when={shown().preview.rubric}>{(rubric) => <Counts before={props.before} after={rubric()} />}</Show>
              <h3>{t('import.file')}</h3>
              <dl>
                <div>
                  <dt>{shown().preview.file}</dt>
                  <dd>{Math.ceil(shown().file.size / 1024)} KB</dd>
                </div>
                <div>
                  <dt>{t('import.hash')}</dt>
                  <dd>{shown().preview.sha256.slice(0, 12)}</dd>
                </div>
              </dl>
              <p>{t(shown().preview.importable ? 'import.adoptWhy' : 'import.refused')}</p>
              <button
                type="button"
                class="btn primary"
                disabled={!shown().preview.importable}
                onClick={adopt}
                data-testid="rubric-adopt"
              >
                {t('import.adopt')}
              </button>
              <button type="button" class="btn quiet" onClick={() => setSeen(null)}>
                {t('import.discard')}
              </button>
            </aside>
          </>
        )}
      </Show>
    </main>
  )
}

function Findings(props: { findings: readonly Finding[] }) {
  const ordered = () =>
    (['error', 'warning', 'note'] as const).flatMap((level) => props.findings.filter((of) => of.level === level))
  return (
    <section>
      <h2>{t('import.result')}</h2>
      <Show when={ordered().length === 0}>
        <p>{t('import.clean')}</p>
      </Show>
      <table>
        <tbody>
          <For each={ordered()}>
            {(finding) => (
              <tr>
                <td class="re-sign" data-what={finding.level}>
                  <Icon name={SIGNS[finding.level]} />
                  <span>{t(`import.${finding.level}`)}</span>
                </td>
                <td class="re-cell">
                  <code>{finding.where}</code>
                </td>
                <td>{inLanguage(finding)}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
    </section>
  )
}
