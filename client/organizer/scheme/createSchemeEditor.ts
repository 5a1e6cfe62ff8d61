import { createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { SchemeVersion, SchemeVersionLine, SchemeView } from '#contract/schemes.ts'
import type { StageId } from '#domain/ids.ts'
import { draftDefaults, type SchemeDraft } from '#domain/scheme-draft.ts'
import { type DraftGround, draftFaults, type FoundDraftFault } from '#domain/scheme-draft-faults.ts'
import { changedPieces } from '#domain/scheme-presets.ts'
import { api, ask, type Problem } from '../../api.ts'
import { createHistory } from '../rubric/history.ts'
import { createRefusals } from '../rubric/refused.ts'

/**
 * A stage's scheme on the desk. Every edit stands in the form alone until it is saved as a version of its own; whoever
 * saved in between is named, and nothing of either is lost.
 */
export function createSchemeEditor(stageId: StageId) {
  const param = { stageId }
  const scheme = api.api.stages[':stageId'].scheme
  const [view, setView] = createSignal<SchemeView | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [saving, setSaving] = createSignal(false)
  /** The earlier version that was put into the form. */
  const [older, setOlder] = createSignal<number | null>(null)
  const history = createHistory<SchemeDraft>(draftDefaults)
  const refusals = createRefusals()
  const draft = () => history.now()
  const saved = () => view()?.draft ?? draftDefaults
  const isDraft = () => view()?.stage.state === 'draft'
  const hasChanges = createMemo(() => changedPieces(saved(), draft()).length > 0)
  const ground = createMemo((): DraftGround | null => {
    const found = view()
    if (!found?.rubric) return null
    const { rubric, panels, pointsRule, stage, siblings } = found
    return { rubric, panels, pointsRule, stage, siblings }
  })
  const faults = createMemo((): readonly FoundDraftFault[] => {
    const on = ground()
    return on ? draftFaults(draft(), on).filter(({ path }) => path[0] !== 'panels') : []
  })

  const read = async (): Promise<SchemeView | null> => {
    const found = await ask(scheme.$get({ param }))
    if (found.ok) return found.value as SchemeView
    setProblem(found.error)
    return null
  }
  const begin = async () => {
    const found = await read()
    if (!found) return
    setView(found)
    history.begin(found.draft)
    setOlder(null)
    setProblem(null)
  }
  onMount(() => void begin())
  const warn = (event: BeforeUnloadEvent) => {
    if (isDraft() && hasChanges()) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  onCleanup(() => window.removeEventListener('beforeunload', warn))

  const saveOver = async (from: number) => {
    setSaving(true)
    setProblem(null)
    const sent = draft()
    const done = await ask(scheme.$put({ param, json: { from, draft: sent } }))
    if (done.ok) {
      const line = done.value as SchemeVersionLine
      const before = view()
      if (before) {
        setView({ ...before, draft: sent, version: line.version, versions: [line, ...before.versions] })
        setOlder(null)
      }
    } else setProblem(done.error)
    setSaving(false)
  }

  return {
    stageId,
    view,
    draft,
    saved,
    ground,
    faults,
    refusals,
    /** How many places have to be mended before this can be saved. */
    toMend: () => faults().length + refusals.count(),
    problem,
    saving,
    older,
    isDraft,
    hasChanges,
    history,
    /** `stroke` names what is typed in: letter after letter of one field are one step back. */
    edit(next: SchemeDraft, stroke?: string) {
      if (isDraft() && next !== draft()) history.step(next, stroke)
    },
    back(by: 'undo' | 'redo') {
      if (isDraft()) history[by]()
    },
    async save() {
      if (refusals.count() === 0) await saveOver(view()?.version ?? 0)
    },
    /** After a clash: what the other one saved stays as a version, mine becomes the next. */
    async saveMine() {
      const found = await read()
      if (!found || refusals.count() > 0) return
      setView(found)
      await saveOver(found.version)
    },
    takeTheirs: begin,
    /** An earlier version into the form; it counts once it is saved. */
    async openVersion(version: number) {
      const found = await ask(scheme.versions[':version'].$get({ param: { stageId, version: String(version) } }))
      if (!found.ok) return setProblem(found.error)
      history.step((found.value as SchemeVersion).draft)
      setOlder(version === view()?.version ? null : version)
    },
  }
}

export type SchemeEditor = ReturnType<typeof createSchemeEditor>
