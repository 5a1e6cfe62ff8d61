import { createEffect, createSignal, on } from 'solid-js'
import type { SchemeView } from '#contract/schemes.ts'
import type { StageId } from '#domain/ids.ts'
import { api, ask } from '../api.ts'

/** The scheme of a stage, for whoever only tells it; asked for again when `of` changes. */
export function createSchemeHead(stageId: StageId, of: () => unknown) {
  const [view, setView] = createSignal<SchemeView | null>(null)
  const read = async () => {
    const found = await ask(api.api.stages[':stageId'].scheme.$get({ param: { stageId } }))
    if (found.ok) setView(found.value as SchemeView)
  }
  createEffect(on(of, () => void read()))
  return view
}
