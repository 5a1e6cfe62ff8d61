import { createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { Progress } from '#contract/progress.ts'
import type { EntryId, SeatId, StageId, SubCriterionId } from '#domain/ids.ts'
import { api, ask, type Problem } from '../api.ts'
import { theLine } from '../live.ts'

export interface CellAt {
  readonly entryId: EntryId
  readonly subCriterionId: SubCriterionId
}

/** The matrix of a stage, kept up to date by a word over the line; read by the organizer or by a chief judge. */
export function createProgress(read: () => Promise<Awaited<ReturnType<typeof organizerRead>>>) {
  const [state, setState] = createStore<{ progress: Progress | null }>({ progress: null })
  const [problem, setProblem] = createSignal<Problem | null>(null)
  let watched: StageId | undefined

  const refresh = async () => {
    const found = await read()
    if (!found.ok) {
      setProblem(found.error)
      return
    }
    setProblem(null)
    const progress = found.value as Progress
    setState('progress', reconcile(progress, { key: 'id' }))
    if (watched === progress.stageId) return
    watched = progress.stageId
    watch()
  }
  const line = theLine()
  const watch = () => {
    if (watched) line.emit('progress:watch', watched, () => undefined)
  }
  onMount(() => {
    void refresh()
    const changed = (stageId: StageId) => {
      if (stageId === watched) void refresh()
    }
    const connected = () => {
      watch()
      void refresh()
    }
    line.on('progress:changed', changed)
    line.on('connect', connected)
    const timer = setInterval(() => void refresh(), 30_000)
    onCleanup(() => {
      line.off('progress:changed', changed)
      line.off('connect', connected)
      clearInterval(timer)
    })
  })
  return { progress: () => state.progress, problem, setProblem, refresh }
}

export const organizerRead = (stageId: StageId) => ask(api.api.stages[':stageId'].progress.$get({ param: { stageId } }))

export const chiefRead = (seatId: SeatId) =>
  ask(api.api.seats[':seatId'].progress.$get({ param: { seatId } })) as ReturnType<typeof organizerRead>
