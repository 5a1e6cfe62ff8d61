import { createSignal, onMount } from 'solid-js'
import type { PointsImports, PointsPreview } from '#contract/imports.ts'
import type { StageId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { api, ask, type Problem } from '../../api.ts'

export interface SeenPoints {
  readonly bytes: Blob
  readonly file: string
  readonly preview: PointsPreview
}

/** Points of imported aspects from files: looked at, confirmed, and what was brought so far. */
export function createImports(stageId: StageId) {
  const imports = api.api.stages[':stageId'].imports
  const [known, setKnown] = createSignal<PointsImports | null>(null)
  const [seen, setSeen] = createSignal<SeenPoints | null>(null)
  const [entered, setEntered] = createSignal<number | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)

  const read = async () => {
    const found = await ask(imports.$get({ param: { stageId } }))
    if (found.ok) setKnown(found.value as PointsImports)
  }
  onMount(() => void read())

  const post = <T>(path: string, body: Blob, headers: Record<string, string> = {}): Promise<Result<T, Problem>> =>
    ask(
      fetch(`/api/stages/${stageId}/imports${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      }),
    ) as Promise<Result<T, Problem>>

  /** `file`: its name; of pasted lines what they are called. */
  const look = async (bytes: Blob, file: string) => {
    setBusy(true)
    setProblem(null)
    setEntered(null)
    const found = await post<PointsPreview>('/preview', bytes)
    setSeen(found.ok ? { bytes, file, preview: found.value } : null)
    if (!found.ok) setProblem(found.error)
    setBusy(false)
  }
  const accept = async () => {
    const shown = seen()
    if (!shown) return
    setBusy(true)
    setProblem(null)
    const { bytes, file, preview } = shown
    const done = await post<{ changed: number }>('', bytes, {
      'x-sha256': preview.sha256,
      'x-seen': preview.seen,
      'x-file-name': encodeURIComponent(file),
    })
    if (done.ok) {
      await read()
      setSeen(null)
      setEntered(done.value.changed)
    } else {
      // Marks moved meanwhile, or a sheet was signed: what stands now is what has to be looked at.
      if (done.error.kind === 'points-changed' || done.error.kind === 'points-refused') await look(bytes, file)
      setProblem(done.error)
    }
    setBusy(false)
  }
  return { known, seen, entered, problem, busy, look, accept, cancel: () => setSeen(null) }
}

export type ImportsStore = ReturnType<typeof createImports>
