import { createMemo, createSignal } from 'solid-js'
import type { CriterionId } from '#domain/ids.ts'
import type { SampleShares } from '#domain/sample-entry.ts'
import type { SchemeEditor } from './createSchemeEditor.ts'
import { firstShares, type Tried, tryOut } from './try-out.ts'

/** Invented entries under the scheme as it is edited, and the same ones under the scheme as it was saved. */
export function createTrial(editor: SchemeEditor) {
  const criteria = () => editor.ground()?.rubric.criteria ?? []
  const ids = createMemo(() => criteria().map(({ id }) => id))
  const [moved, setMoved] = createSignal<readonly SampleShares[] | null>(null)
  const shares = () => moved() ?? firstShares(ids())
  const tried = createMemo((): readonly Tried[] => {
    const ground = editor.ground()
    return ground ? tryOut(editor.draft(), ground, shares()) : []
  })
  const asSaved = createMemo((): readonly Tried[] => {
    const ground = editor.ground()
    return ground ? tryOut(editor.saved(), ground, shares()) : []
  })
  return {
    criteria,
    shares,
    tried,
    asSaved,
    isMoved: () => moved() !== null,
    reset: () => setMoved(null),
    setShare: (entry: number, criterion: CriterionId, share: number) =>
      setMoved(shares().map((own, i) => (i === entry ? new Map([...own, [criterion, share]]) : own))),
  }
}

export type Trial = ReturnType<typeof createTrial>
