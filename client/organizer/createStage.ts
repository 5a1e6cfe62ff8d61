import { createSignal, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { RubricPreview, SampleRubric } from '#contract/rubrics.ts'
import type { StageView } from '#contract/stages.ts'
import type { EntryState } from '#domain/entry.ts'
import type { EntryId, SeatId, StageId } from '#domain/ids.ts'
import { err, ok, type Result } from '#domain/result.ts'
import type { Roster, RosterRow } from '#domain/roster.ts'
import type { BoardSettings } from '#domain/stage.ts'
import { api, ask, type Problem } from '../api.ts'

type Seating = Parameters<(typeof api.api.stages)[':stageId']['panels']['$put']>[0]['json']

/** One stage as its organizer prepares and runs it: what it is, and everything that can be done to it. */
export function createStage(stageId: StageId) {
  const param = { stageId }
  const stage = api.api.stages[':stageId']
  const [state, setState] = createStore<{ view: StageView | null; samples: readonly SampleRubric[] }>({
    view: null,
    samples: [],
  })
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)

  let asked = 0
  let shown = 0
  /** An answer that was overtaken by a newer one is not shown any more. */
  const look = async () => {
    const nth = ++asked
    const found = await ask(stage.$get({ param }))
    if (found.ok && nth > shown) {
      shown = nth
      setState('view', reconcile(found.value as StageView, { key: 'id' }))
    }
    return found
  }
  const refresh = async () => {
    const found = await look()
    if (!found.ok) setProblem(found.error)
  }
  /** Does one thing, shows its refusal if it has one, and looks again at what stands now. */
  const doing = async <T>(work: () => Promise<Result<T, Problem>>): Promise<T | undefined> => {
    setBusy(true)
    setProblem(null)
    const done = await work()
    if (done.ok) await refresh()
    else setProblem(done.error)
    setBusy(false)
    return done.ok ? done.value : undefined
  }

  onMount(async () => {
    await refresh()
    const found = await ask(api.api['sample-rubrics'].$get())
    if (found.ok) setState('samples', found.value.samples)
  })

  const upload = async <T>(
    path: string,
    body: BodyInit,
    headers: Record<string, string>,
  ): Promise<Result<T, Problem>> =>
    ask(fetch(`/api/stages/${stageId}/${path}`, { method: 'POST', body, headers })) as Promise<Result<T, Problem>>
  const named = (file: File) => ({
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent(file.name),
  })

  return {
    state,
    problem,
    busy,
    clearProblem: () => setProblem(null),
    refresh,
    /** What stands by now, for pages that follow it: a question that fails is asked again anyway. */
    look,
    previewRubric: (file: File) => upload<RubricPreview>('rubric/preview', file, named(file)),
    saveRubric: (file: File, seen: RubricPreview) =>
      doing(() => upload<object>('rubric', file, { ...named(file), 'x-sha256': seen.sha256 })),
    /** A sample as the file that it is: it goes the way of every other. */
    async sampleFile(name: string): Promise<Result<File, Problem>> {
      const response = await fetch(`/api/sample-rubrics/${name}`)
      return response.ok ? ok(new File([await response.blob()], `${name}.json`)) : err({ kind: 'unexpected' })
    },
    previewRoster: (source: File | string) =>
      upload<Roster>('roster/preview', source, {
        'content-type': typeof source === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream',
      }),
    addEntries: (entries: readonly (RosterRow & { readonly again: boolean })[]) =>
      doing(() =>
        ask(
          stage.entries.$post({
            param,
            json: {
              entries: entries.map(({ row: _, ...entry }) => entry),
            },
          }),
        ),
      ),
    changeEntry: (entryId: EntryId, next: EntryState) =>
      doing(() => ask(stage.entries[':entryId'].state.$put({ param: { ...param, entryId }, json: { state: next } }))),
    changeDivision: (entryId: EntryId, division: string | null) =>
      doing(() => ask(stage.entries[':entryId'].division.$put({ param: { ...param, entryId }, json: { division } }))),
    addTrial: () => doing(() => ask(stage.trials.$post({ param }))),
    removeEntry: (entryId: EntryId) =>
      doing(() => ask(stage.entries[':entryId'].$delete({ param: { ...param, entryId } }))),
    seatJudges: (json: Seating) => doing(() => ask(stage.panels.$put({ param, json }))),
    changeSettings: (json: BoardSettings) => doing(() => ask(stage.settings.$put({ param, json }))),
    issueLink: (seatId: SeatId) => doing(() => ask(stage.seats[':seatId'].link.$post({ param: { ...param, seatId } }))),
    open: () => doing(() => ask(stage.open.$post({ param }))),
    lock: () => doing(() => ask(stage.lock.$post({ param }))),
  }
}

export type StageStore = ReturnType<typeof createStage>
export type { Seating }
