import { createStore, produce } from 'solid-js/store'
import type { StageView } from '#contract/stages.ts'
import type { SubCriterionId } from '#domain/ids.ts'
import type { PointsRule } from '#domain/scheme.ts'
import type { Seating } from './createStage.ts'

export interface DraftPanel {
  name: string
  subCriteria: SubCriterionId[]
  seats: { judge: string; chief: boolean; recorder: boolean }[]
}

const emptySeat = (first: boolean) => ({ judge: '', chief: first, recorder: first })

/** The judges as they are being seated, before they are saved: one panel that marks everything, until it is split. */
export function createSeating(view: StageView, nameOf: (n: number) => string) {
  const all = () => (view.rubric?.criteria ?? []).flatMap((c) => c.subCriteria.map((sub) => sub.id))
  const [state, setState] = createStore<{ panels: DraftPanel[]; pointsRule: PointsRule }>({
    panels:
      view.panels.length > 0
        ? view.panels.map((panel) => ({
            name: panel.name,
            subCriteria: [...panel.subCriteria],
            seats: panel.seats.map(({ judge, chief, recorder }) => ({ judge, chief, recorder })),
          }))
        : [{ name: nameOf(1), subCriteria: all(), seats: [emptySeat(true), emptySeat(false), emptySeat(false)] }],
    pointsRule: view.pointsRule,
  })
  const change = (work: (draft: { panels: DraftPanel[]; pointsRule: PointsRule }) => void) => setState(produce(work))

  return {
    state,
    rename: (panel: number, seat: number, judge: string) => setState('panels', panel, 'seats', seat, 'judge', judge),
    addSeat: (panel: number) => change((d) => void d.panels[panel]?.seats.push(emptySeat(false))),
    removeSeat: (panel: number, seat: number) => change((d) => void d.panels[panel]?.seats.splice(seat, 1)),
    /** One recorder a panel. */
    setRecorder: (panel: number, seat: number) =>
      change((d) => {
        for (const [i, held] of (d.panels[panel]?.seats ?? []).entries()) held.recorder = i === seat
      }),
    setChief: (panel: number, seat: number, chief: boolean) => setState('panels', panel, 'seats', seat, 'chief', chief),
    addPanel: () =>
      change(
        (d) => void d.panels.push({ name: nameOf(d.panels.length + 1), subCriteria: [], seats: [emptySeat(true)] }),
      ),
    removePanel: (panel: number) =>
      change((d) => {
        const [gone] = d.panels.splice(panel, 1)
        d.panels[0]?.subCriteria.push(...(gone?.subCriteria ?? []))
      }),
    /** A criterion's sub-criteria go to one panel and leave every other. */
    assign: (panel: number, ids: readonly SubCriterionId[]) =>
      change((d) => {
        for (const held of d.panels) held.subCriteria = held.subCriteria.filter((id) => !ids.includes(id))
        d.panels[panel]?.subCriteria.push(...ids)
      }),
    setPointsRule: (rule: PointsRule) => setState('pointsRule', rule),
    /** A rubric was chosen after the panels: a single panel takes all of it. */
    takeAll: () => {
      if (state.panels.length === 1) setState('panels', 0, 'subCriteria', all())
    },
    seating: (): Seating => ({
      pointsRule: state.pointsRule,
      panels: state.panels.map((panel) => ({
        name: panel.name,
        subCriteria: [...panel.subCriteria],
        seats: panel.seats.filter((seat) => seat.judge.trim() !== '').map((seat) => ({ ...seat })),
      })),
    }),
  }
}
