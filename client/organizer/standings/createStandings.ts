import { createSignal, onCleanup, onMount } from 'solid-js'
import type { StageRuling } from '#contract/rulings.ts'
import type { StageStandings, ToldStop } from '#contract/standings.ts'
import { asId, type EntryId, type RulingId, type StageId } from '#domain/ids.ts'
import type { Result } from '#domain/result.ts'
import type { Ruled } from '#domain/ruling.ts'
import { api, ask, type Problem } from '../../api.ts'
import { theLine } from '../../live.ts'
import { newId } from '../../ui/new-id.ts'

export interface Signed {
  readonly reason: string
  readonly signer: string
}

export interface ShownStandings {
  readonly standings: StageStandings
  readonly rulings: readonly StageRuling[]
  /** When it was read: marks of an open stage move on. */
  readonly at: number
}

/** The standings of a stage and what was ruled there: read again when marks move, and after each thing done here. */
export function createStandings(stageId: StageId) {
  const stage = api.api.stages[':stageId']
  const param = { stageId }
  const [shown, setShown] = createSignal<ShownStandings | null>(null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const [busy, setBusy] = createSignal(false)

  let asked = 0
  const read = async () => {
    const nth = ++asked
    const [standings, list] = [await ask(stage.standings.$get({ param })), await ask(stage.rulings.$get({ param }))]
    if (nth !== asked) return
    if (!standings.ok) setProblem(standings.error)
    else if (!list.ok) setProblem(list.error)
    else {
      setShown({
        standings: standings.value as StageStandings,
        rulings: list.value.rulings as readonly StageRuling[],
        at: Date.now(),
      })
    }
  }
  /** Does one thing, shows its refusal if it has one, and looks again at what stands now. */
  const doing = async (work: () => Promise<Result<unknown, Problem>>): Promise<boolean> => {
    setBusy(true)
    setProblem(null)
    const done = await work()
    if (done.ok) await read()
    else setProblem(done.error)
    setBusy(false)
    return done.ok
  }

  let held = 0
  let isLate = false
  /** While somebody writes in a form nothing moves beneath their hands. */
  const hold = () => {
    held++
    onCleanup(() => {
      held--
      if (held > 0 || !isLate) return
      isLate = false
      void read()
    })
  }

  const line = theLine()
  onMount(() => {
    void read()
    const watch = () => line.emit('progress:watch', stageId, () => undefined)
    const changed = (id: StageId) => {
      if (id !== stageId) return
      if (held > 0) isLate = true
      else void read()
    }
    watch()
    line.on('connect', watch)
    line.on('progress:changed', changed)
    onCleanup(() => {
      line.off('connect', watch)
      line.off('progress:changed', changed)
    })
  })

  return {
    shown,
    problem,
    busy,
    read,
    hold,
    /** `id` is made by the form: what was sent and not answered is the same when it is sent again. */
    ruleOn: (id: RulingId, entryId: EntryId, ruled: Ruled, signed: Signed) =>
      doing(() => ask(stage.rulings.$post({ param, json: { id, entryId, ruled, ...signed } }))),
    settle: (by: 'lot' | 'decision', places: readonly Place[], signed: Signed) =>
      doing(() => ask(stage.settlements.$post({ param, json: { by, places: [...places], ...signed } }))),
    advance: (takes: boolean, entries: readonly Omit<Place, 'place'>[], signed: Signed) =>
      doing(() =>
        ask(stage.settlements.$post({ param, json: { by: 'advance', takes, entries: [...entries], ...signed } })),
      ),
    withdraw: (rulingId: RulingId, signed: Signed) =>
      doing(() =>
        ask(stage.rulings[':rulingId'].withdrawal.$post({ param: { ...param, rulingId }, json: { ...signed } })),
      ),
  }
}

export type StandingsStore = ReturnType<typeof createStandings>

export interface Place {
  readonly id: RulingId
  readonly entryId: EntryId
  readonly place: number
}

export const newRulingId = (): RulingId => asId<RulingId>(newId())

/** The places of those who tie, as they are typed: who has none yet, and whether each number stands there once. */
export function createPlaces(stop: ToldStop) {
  const ids = stop.entries.map(() => newRulingId())
  const [numbers, setNumbers] = createSignal<readonly (number | null)[]>(stop.entries.map(() => null))
  return {
    numbers,
    put: (at: number, text: string) => {
      const number = /^\d{1,4}$/.test(text) ? Number(text) : null
      setNumbers((before) => before.map((one, i) => (i === at ? number : one)))
    },
    /** undefined until every number from 1 stands there once. */
    places: (): readonly Place[] | undefined => {
      const given = numbers()
      const isWhole = given.every((_, i) => given.includes(i + 1))
      return isWhole ? stop.entries.map(({ id }, i) => ({ id: ids[i]!, entryId: id, place: given[i] ?? 0 })) : undefined
    },
  }
}
