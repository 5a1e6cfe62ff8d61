import { createEffect, createSignal, on } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import type { MoveSheet, PanelSheet } from '#contract/moves.ts'
import type { SeatId, SubCriterionId } from '#domain/ids.ts'
import { api, ask } from '../api.ts'

/** One judge's sheets of a sub-criterion, as the chief judge may see them, and the moving of one. */
export function createPanelSheets(chief: SeatId, whose: () => SeatId, subCriterionId: SubCriterionId) {
  const seat = api.api.seats[':seatId']
  const [state, setState] = createStore<{ sheets: readonly PanelSheet[] }>({ sheets: [] })
  const [problem, setProblem] = createSignal<string>()

  const refresh = async () => {
    const of = whose()
    const param = { seatId: chief, whose: of, subCriterionId }
    const found = await ask(seat['panel-sheets'][':whose'][':subCriterionId'].$get({ param }))
    if (of !== whose()) return // another judge was chosen meanwhile
    setProblem(found.ok ? undefined : found.error.kind)
    if (found.ok) setState('sheets', reconcile(found.value.sheets as PanelSheet[], { key: 'entryId' }))
  }
  createEffect(
    on(whose, () => {
      setState('sheets', [])
      void refresh()
    }),
  )

  return {
    sheets: () => state.sheets,
    problem,
    refresh,
    async send(move: MoveSheet): Promise<string | undefined> {
      const done = await ask(seat.moves.$post({ param: { seatId: chief }, json: move }))
      return done.ok ? undefined : done.error.kind
    },
  }
}
