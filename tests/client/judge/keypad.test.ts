import { createRoot } from 'solid-js'
import { describe, expect, it } from 'vitest'
import { asId, type EntryId } from '#domain/ids.ts'
import { createMarking, type Marking } from '../../../client/judge/createMarking.ts'
import { createTrySeat } from '../../../client/judge/createTrySeat.ts'
import { onKey } from '../../../client/judge/keypad.ts'
import { judgement, rubricOf, yesNo } from '../../support/rubrics.ts'

/** A tablet with three competitors, each with one sheet of three aspects; where the judge stands after some keys. */
const placeAfter = (...keys: readonly string[]) =>
  createRoot((dispose) => {
    sessionStorage.clear()
    const seat = createTrySeat(rubricOf([judgement(1), yesNo(1), yesNo(1)]))
    const entries = ['01', '02', '03'].map((code) => ({ id: asId<EntryId>(code), code, station: null, trial: false }))
    const view = seat.state.view && { ...seat.state.view, entries }
    const marking: Marking = createMarking({ ...seat, state: { ...seat.state, view } }, 'keypad')
    for (const key of keys) onKey(marking, { key, code: '', repeat: false })
    const at = `${marking.entry()?.code} ${marking.aspect()?.id}`
    dispose()
    return at
  })

describe('the keys of a USB keypad', () => {
  it('go to the next aspect and back by either pair of arrows, and never to another competitor', () => {
    expect(placeAfter('ArrowRight')).toBe('01 A1.2')
    expect(placeAfter('ArrowDown', 'ArrowRight')).toBe('01 A1.3')
    expect(placeAfter('ArrowRight', 'ArrowRight', 'ArrowRight')).toBe('01 A1.3')
    expect(placeAfter('ArrowDown', 'ArrowRight', 'ArrowLeft', 'ArrowUp', 'ArrowLeft')).toBe('01 A1.1')
  })

  it('go to the next competitor by * and to the one before by /', () => {
    expect(placeAfter('*')).toBe('02 A1.1')
    expect(placeAfter('ArrowRight', '*', '*', '*')).toBe('03 A1.1')
    expect(placeAfter('*', '*', '/')).toBe('02 A1.1')
    expect(placeAfter('/')).toBe('01 A1.1')
  })
})
