import { createSignal, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { ContestLine } from '#contract/contests.ts'
import type { ContestId } from '#domain/ids.ts'
import { api, ask, type Problem } from '../api.ts'

/** All contests with their skills and stages. */
export function createContests() {
  const [state, setState] = createStore<{ contests: ContestLine[]; loaded: boolean }>({ contests: [], loaded: false })
  const [problem, setProblem] = createSignal<Problem | null>(null)

  const refresh = async () => {
    const found = await ask(api.api.contests.$get())
    if (!found.ok) return void setProblem(found.error)
    setState('contests', reconcile(found.value.contests as ContestLine[], { key: 'id' }))
    setState('loaded', true)
  }
  onMount(refresh)

  const plan = async (name: string, rehearsal: boolean) => {
    const done = await ask(api.api.contests.$post({ json: { name, rehearsal } }))
    setProblem(done.ok ? null : done.error)
    if (done.ok) await refresh()
    return done.ok
  }
  const addSkill = async (contestId: ContestId, name: string, stage: string) => {
    const done = await ask(api.api.contests[':contestId'].skills.$post({ param: { contestId }, json: { name, stage } }))
    setProblem(done.ok ? null : done.error)
    if (done.ok) await refresh()
    return done.ok ? done.value.stageId : undefined
  }
  /** `name` as it was typed: the server compares it. */
  const wipe = async (contestId: ContestId, name: string) => {
    const done = await ask(api.api.contests[':contestId'].wipe.$post({ param: { contestId }, json: { name } }))
    setProblem(done.ok ? null : done.error)
    await refresh()
  }
  return { state, problem, plan, addSkill, wipe }
}
