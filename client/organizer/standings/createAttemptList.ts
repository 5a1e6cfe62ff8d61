import { createSignal } from 'solid-js'
import type { AttemptsPreview } from '#contract/attempt-lists.ts'
import type { StageId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import { ask, type Problem } from '../../api.ts'

export interface SeenList {
  readonly bytes: Blob
  readonly file: string
  readonly preview: AttemptsPreview
}

/** Coefficients of attempts for everybody at once, from a file or pasted lines: looked at, signed, kept whole. */
export function createAttemptList(stageId: StageId, kept: () => Promise<void>) {
  const [seen, setSeen] = createSignal<SeenList | null>(null)
  const [changed, setChanged] = createSignal<number | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)

  const post = <T>(path: string, body: Blob, headers: Record<string, string> = {}): Promise<Result<T, Problem>> =>
    ask(
      fetch(`/api/stages/${stageId}/attempts${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/octet-stream', ...headers },
      }),
    ) as Promise<Result<T, Problem>>

  const look = async (bytes: Blob, file: string) => {
    setBusy(true)
    setProblem(null)
    setChanged(null)
    const found = await post<AttemptsPreview>('/preview', bytes)
    setSeen(found.ok ? { bytes, file, preview: found.value } : null)
    if (!found.ok) setProblem(found.error)
    setBusy(false)
  }
  const accept = async (signer: string) => {
    const shown = seen()
    if (!shown) return
    setBusy(true)
    setProblem(null)
    const { bytes, file, preview } = shown
    const done = await post<{ changed: number }>('', bytes, {
      'x-sha256': preview.sha256,
      'x-seen': preview.seen,
      'x-file-name': encodeURIComponent(file),
      'x-signer': encodeURIComponent(signer),
    })
    if (done.ok) {
      await kept()
      setSeen(null)
      setChanged(done.value.changed)
    } else {
      // Something was set down meanwhile: what stands now is what has to be looked at.
      if (done.error.kind === 'list-changed' || done.error.kind === 'list-refused') await look(bytes, file)
      setProblem(done.error)
    }
    setBusy(false)
  }
  return { seen, changed, problem, busy, look, accept, cancel: () => setSeen(null) }
}

export type AttemptListStore = ReturnType<typeof createAttemptList>
