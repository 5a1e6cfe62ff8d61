import { createRoot } from 'solid-js'
import { describe, expect, it } from 'vitest'
import type { StageView } from '#contract/stages.ts'
import { outlineOf } from '#domain/rubric-outline.ts'
import { createSeating } from '../../../client/organizer/createSeating.ts'
import { judgement, rubricOf } from '../../support/rubrics.ts'

const rubric = rubricOf([judgement(1)], [judgement(1)])
const view = (more: Partial<StageView> = {}) =>
  ({
    panels: [],
    pointsRule: 'mean',
    rubric: { id: 'r', version: 1, file: '', sha256: '', ...outlineOf(rubric) },
    ...more,
  }) as unknown as StageView

const seated = <T>(work: (seating: ReturnType<typeof createSeating>) => T): T =>
  createRoot((dispose) => {
    const result = work(createSeating(view(), (n) => `组${n}`))
    dispose()
    return result
  })

describe('seating judges', () => {
  it('begins with one panel that marks everything, its first seat chief and recorder', () => {
    const { panels } = seated((seating) => {
      seating.rename(0, 0, '甲')
      seating.rename(0, 1, '乙')
      return seating.seating()
    })
    expect(panels).toEqual([
      {
        name: '组1',
        subCriteria: ['A1', 'A2'],
        seats: [
          { judge: '甲', chief: true, recorder: true },
          { judge: '乙', chief: false, recorder: false },
        ],
      },
    ])
  })

  it('gives every sub-criterion to one panel alone, and back when its panel goes', () => {
    seated((seating) => {
      seating.addPanel()
      seating.assign(1, ['A2' as never])
      expect(seating.seating().panels.map((panel) => panel.subCriteria)).toEqual([['A1'], ['A2']])
      seating.removePanel(1)
      expect(seating.seating().panels.map((panel) => panel.subCriteria)).toEqual([['A1', 'A2']])
    })
  })

  it('keeps one recorder a panel', () => {
    seated((seating) => {
      seating.setRecorder(0, 2)
      expect(seating.state.panels[0]?.seats.map((seat) => seat.recorder)).toEqual([false, false, true])
    })
  })
})
