import { createMemo, createSignal, onCleanup, onMount } from 'solid-js'
import type { RubricVersion, RubricVersions } from '#contract/rubrics.ts'
import type { StageView } from '#contract/stages.ts'
import type { RubricId, StageId } from '#domain/ids.ts'
import type { Rubric } from '#domain/rubric.ts'
import { reviewOf } from '#domain/rubric-review.ts'
import { api, ask, type Problem } from '../../api.ts'
import { type Edited, type Path, rowAt } from './edit.ts'
import { createHistory } from './history.ts'

/** How far the edits of a draft are kept: on the server, on their way, waiting for the line, or refused. */
export type Keeping = 'kept' | 'waiting' | 'no-line' | 'refused'

const PAUSE = 600
const RETRY = 3000
const EMPTY: Rubric = { title: '', criteria: [], sections: [] }

/**
 * One version of a rubric on the desk. A draft keeps itself: every edit is sent once the hands rest, the newest alone,
 * and again until somebody answers. Two people who edit one draft are told, and nothing of either is lost.
 */
export function createRubricEditor(stageId: StageId) {
  const param = { stageId }
  const stage = api.api.stages[':stageId']
  const [view, setView] = createSignal<StageView | null>(null)
  const [list, setList] = createSignal<RubricVersions | null>(null)
  const [version, setVersion] = createSignal<RubricVersion | null>(null)
  const [keeping, setKeeping] = createSignal<Keeping>('kept')
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const history = createHistory<Edited>({ rubric: EMPTY, at: [0] })
  const rubric = () => history.now().rubric
  const review = createMemo(() => reviewOf(rubric()))
  const isDraft = () => version()?.state === 'draft'
  const chosen = () => list()?.versions.find(({ id }) => id === list()?.chosen)
  const selected = (): Path => history.now().at

  let timer: ReturnType<typeof setTimeout> | undefined
  let kept: Rubric = EMPTY
  let sending = false
  const hasUnkept = () => isDraft() && rubric() !== kept

  const soon = (wait: number) => {
    clearTimeout(timer)
    timer = setTimeout(() => void keep(), wait)
  }
  const keep = async () => {
    const held = version()
    const sent = rubric()
    if (!held || sending) return
    if (!hasUnkept()) return setKeeping('kept') // what was done has been undone
    sending = true
    const done = await ask(
      stage.rubrics[':rubricId'].$put({
        param: { ...param, rubricId: held.id },
        json: { revision: held.revision, rubric: sent },
      }),
    )
    sending = false
    if (version()?.id !== held.id) return
    if (done.ok) {
      kept = sent
      setVersion({ ...held, revision: done.value.revision, savedAt: done.value.savedAt })
      setKeeping(hasUnkept() ? 'waiting' : 'kept')
      if (hasUnkept()) soon(0)
    } else if (done.error.kind === 'no-answer' || done.error.kind === 'unexpected') {
      setKeeping('no-line')
      soon(RETRY)
    } else {
      setProblem(done.error)
      setKeeping('refused')
    }
  }

  const show = (found: RubricVersion) => {
    clearTimeout(timer)
    kept = found.rubric
    setVersion(found)
    setKeeping('kept')
    setProblem(null)
    history.begin({ rubric: found.rubric, at: firstRow(found.rubric) })
  }
  const open = async (rubricId: RubricId) => {
    const found = await ask(stage.rubrics[':rubricId'].$get({ param: { ...param, rubricId } }))
    if (found.ok) show(found.value as RubricVersion)
    else setProblem(found.error)
  }
  const refresh = async () => {
    const [stageFound, versions] = await Promise.all([ask(stage.$get({ param })), ask(stage.rubrics.$get({ param }))])
    if (stageFound.ok) setView(stageFound.value as StageView)
    else setProblem(stageFound.error)
    if (versions.ok) setList(versions.value as RubricVersions)
    return versions.ok ? (versions.value as RubricVersions) : null
  }
  const doing = async (work: () => Promise<RubricId | null>) => {
    setProblem(null)
    const rubricId = await work()
    await refresh()
    if (rubricId) await open(rubricId)
  }
  const refused = (error: Problem) => {
    setProblem(error)
    return null
  }
  const startDraft = (from: RubricId | null) =>
    doing(async () => {
      const started = await ask(stage.rubrics.$post({ param, json: { from } }))
      return started.ok ? started.value.rubricId : refused(started.error)
    })

  onMount(async () => {
    const versions = await refresh()
    const first = versions?.chosen ?? versions?.versions[0]?.id
    if (first) await open(first)
  })
  const warn = (event: BeforeUnloadEvent) => {
    if (hasUnkept()) event.preventDefault()
  }
  window.addEventListener('beforeunload', warn)
  onCleanup(() => window.removeEventListener('beforeunload', warn))
  // Whoever leaves by a link of ours leaves nothing behind either.
  onCleanup(() => {
    clearTimeout(timer)
    if (hasUnkept()) void keep()
  })

  return {
    view,
    list,
    version,
    rubric,
    review,
    keeping,
    problem,
    isDraft,
    /** The version that the stage uses; undefined where it has none. */
    chosen,
    /** Once a stage is open it keeps the version it was opened with. */
    isOpened: () => view() !== null && view()?.state !== 'draft',
    selected,
    history,
    open,
    refresh,
    startDraft,
    select: (at: Path) => history.look({ rubric: rubric(), at }),
    /** `stroke` names what is typed in: letter after letter of one field are one step back. */
    edit(change: (rubric: Rubric) => Edited | Rubric, stroke?: string) {
      if (!isDraft() || keeping() === 'refused') return
      const changed = change(rubric())
      const next = 'rubric' in changed ? changed : { rubric: changed, at: selected() }
      if (next.rubric === rubric()) return history.look(next) // nothing moved, but another row is looked at
      history.step(next, stroke)
      setKeeping('waiting')
      soon(PAUSE)
    },
    back(by: 'undo' | 'redo') {
      if (!isDraft() || keeping() === 'refused') return
      history[by]()
      setKeeping('waiting')
      soon(PAUSE)
    },
    freeze: () =>
      doing(async () => {
        const held = version()
        if (!held) return null
        const { id: rubricId, revision } = held
        const done = await ask(
          stage.rubrics[':rubricId'].freeze.$post({ param: { ...param, rubricId }, json: { revision } }),
        )
        return done.ok ? rubricId : refused(done.error)
      }),
    choose: (rubricId: RubricId) =>
      doing(async () => {
        const done = await ask(stage.rubric.$put({ param, json: { rubricId } }))
        return done.ok ? null : refused(done.error)
      }),
    /** What somebody else saved in between stays; what is on this desk becomes a draft of its own. */
    keepMineApart: () =>
      doing(async () => {
        const mine = rubric()
        const started = await ask(stage.rubrics.$post({ param, json: { from: null } }))
        if (!started.ok) return refused(started.error)
        const { rubricId } = started.value
        const put = { param: { ...param, rubricId }, json: { revision: 1, rubric: mine } }
        const done = await ask(stage.rubrics[':rubricId'].$put(put))
        return done.ok ? rubricId : refused(done.error)
      }),
    /** A version for comparison; undefined where it cannot be had. */
    readVersion: async (rubricId: RubricId): Promise<RubricVersion | undefined> => {
      const found = await ask(stage.rubrics[':rubricId'].$get({ param: { ...param, rubricId } }))
      if (found.ok) return found.value as RubricVersion
      setProblem(found.error)
      return undefined
    },
  }
}

export type RubricEditor = ReturnType<typeof createRubricEditor>

const firstRow = (rubric: Rubric): Path =>
  [[0, 0, 0], [0, 0], [0]].find((path) => rowAt(rubric, path) !== undefined) ?? []
