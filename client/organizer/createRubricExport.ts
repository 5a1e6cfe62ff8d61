import { createSignal } from 'solid-js'
import type { Finding } from '#contract/rubrics.ts'
import type { RubricId, StageId } from '#domain/ids.ts'
import { ask, type Problem } from '../api.ts'

/** The versions of a skill's rubric as files to take away. */
export function createRubricExport(stageId: StageId) {
  const [failed, setFailed] = createSignal<{ readonly version: RubricId; readonly problem: Problem } | null>(null)
  const [busy, setBusy] = createSignal(false)
  const pathOf = (ending: 'xlsx' | 'json', version: RubricId) =>
    `/api/stages/${stageId}/rubric.${ending}?version=${version}`

  return {
    /** Why this version was not saved as a workbook; what is said of one version is not said of the next. */
    problem: (version: RubricId) => {
      const found = failed()
      return found?.version === version ? found.problem : null
    },
    /** What of the rubric a CIS workbook cannot hold. */
    refusals: () => (failed()?.problem.findings ?? []) as readonly Finding[],
    busy,
    clear: () => setFailed(null),
    ownPath: (version: RubricId) => pathOf('json', version),
    /** Asked for first, so that a refusal is read here and not in an empty page; the browser then saves the file itself. */
    async saveWorkbook(version: RubricId) {
      setBusy(true)
      setFailed(null)
      const path = pathOf('xlsx', version)
      const asked = await ask(fetch(path).then((answer) => (answer.ok ? accepted(answer) : answer)))
      if (asked.ok) saveFrom(path)
      else setFailed({ version, problem: asked.error })
      setBusy(false)
    },
  }
}

export type RubricExport = ReturnType<typeof createRubricExport>

/** A file's bytes are not read here. */
const accepted = async ({ body, status }: Response) => {
  await body?.cancel()
  return { ok: true, status, json: async () => ({}) }
}

function saveFrom(path: string) {
  const link = document.createElement('a')
  link.href = path
  link.download = ''
  link.click()
}
