import type { RubricPreview } from '#contract/rubrics.ts'
import type { StageId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ask, type Problem } from '../../api.ts'

/** Marking schemes as files: looked at first, then kept as the skill's next version. */
export function createRubricFiles(stageId: StageId) {
  const upload = <T>(path: string, file: File, headers: Record<string, string> = {}) =>
    ask(
      fetch(`/api/stages/${stageId}/${path}`, {
        method: 'POST',
        body: file,
        headers: {
          'content-type': 'application/octet-stream',
          'x-file-name': encodeURIComponent(file.name),
          ...headers,
        },
      }),
    ) as Promise<Result<T, Problem>>
  return {
    preview: (file: File) => upload<RubricPreview>('rubric/preview', file),
    adopt: (file: File, seen: RubricPreview) => upload<object>('rubric', file, { 'x-sha256': seen.sha256 }),
  }
}

export type RubricFiles = ReturnType<typeof createRubricFiles>
