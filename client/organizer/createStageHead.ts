import { createSignal, onMount } from 'solid-js'
import type { SeatView } from '#contract/seats.ts'
import type { StageView } from '#contract/stages.ts'
import type { SeatId, StageId } from '#domain/ids.ts'
import { api, ask } from '../api.ts'

/** Which contest, skill and stage a page is about, and whether it has opened: asked for once, and again on request. */
export function createStageHead(stageId: StageId) {
  const [view, setView] = createSignal<StageView | null>(null)
  const read = async () => {
    const found = await ask(api.api.stages[':stageId'].$get({ param: { stageId } }))
    if (found.ok) setView(found.value as StageView)
  }
  onMount(() => void read())
  return { view, read }
}

/** The same as a judge's seat knows it. */
export function createSeatHead(seatId: SeatId) {
  const [view, setView] = createSignal<SeatView | null>(null)
  onMount(async () => {
    const found = await ask(api.api.seats[':seatId'].$get({ param: { seatId } }))
    if (found.ok) setView(found.value as SeatView)
  })
  return view
}
