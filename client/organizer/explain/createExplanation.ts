import { createEffect, createSignal, on } from 'solid-js'
import type { EntryExplanation } from '#contract/entry-explanation.ts'
import type { EntryId, StageId } from '#domain/ids.ts'
import { api, ask, type Problem } from '../../api.ts'

export interface ShownExplanation {
  readonly told: EntryExplanation
  /** When it was read: marks of an open stage move on. */
  readonly at: number
}

/** Why one entry has its rank: read when the page is about another entry, and again on request. */
export function createExplanation(stageId: StageId, entryId: () => EntryId) {
  const [shown, setShown] = createSignal<ShownExplanation | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  let asked = 0
  const read = async () => {
    const nth = ++asked
    const param = { stageId, entryId: entryId() }
    const found = await ask(api.api.stages[':stageId'].explanations[':entryId'].$get({ param }))
    if (nth !== asked) return // another entry was chosen meanwhile
    setProblem(found.ok ? null : found.error)
    if (found.ok) setShown({ told: found.value as EntryExplanation, at: Date.now() })
    else setShown(null)
  }
  createEffect(on(entryId, () => void read()))
  return { shown, problem, read }
}

/** Which criteria stand open. On paper all do. */
export function createOpened() {
  const [opened, setOpened] = createSignal<ReadonlySet<string>>(new Set<string>())
  return {
    isOpen: (name: string) => opened().has(name),
    toggle: (name: string) =>
      setOpened((before) => {
        const next = new Set(before)
        if (!next.delete(name)) next.add(name)
        return next
      }),
    put: (names: readonly string[]) => setOpened(new Set(names)),
    count: () => opened().size,
  }
}
export type Opened = ReturnType<typeof createOpened>
