import { createRoot } from 'solid-js'
import { describe, expect, it } from 'vitest'
import type { AspectId } from '#domain/ids.ts'
import { checkMark } from '#domain/mark.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { createMarking, type Marking } from '../../../client/judge/createMarking.ts'
import { createTrySeat } from '../../../client/judge/createTrySeat.ts'
import { onKey } from '../../../client/judge/keypad.ts'
import { usesPad } from '../../../client/judge/pad.ts'
import { gradesOf, type ScaledAspect } from '../../../client/judge/scale.ts'
import { shown } from '../../../client/judge/shown.ts'
import { type ARule, imported, rubricOf, scaled, timed, vetoOf, yesNo } from '../../support/rubrics.ts'

/** A tablet with one sheet of these aspects, and what it holds after some work. */
function tabletAfter(rules: readonly ARule[], work: (marking: Marking) => void) {
  return createRoot((dispose) => {
    sessionStorage.clear()
    const marking = createMarking(createTrySeat(rubricOf(rules)), 'kinds')
    work(marking)
    const held = {
      values: marking.aspects().map((aspect) => marking.givenOf(aspect)),
      at: marking.aspect()?.id as AspectId,
      open: marking.unentered().map(({ id }) => id as string),
    }
    dispose()
    return held
  })
}
const keys =
  (...all: readonly string[]) =>
  (marking: Marking) => {
    for (const key of all) onKey(marking, { key, code: '', repeat: false })
  }
const grade = (text: string) => ({ kind: 'scaled', grade: text })
const gradesOn = (...scale: Parameters<typeof scaled>) =>
  gradesOf(aspectsOf(rubricOf([scaled(...scale)]))[0] as ScaledAspect)

describe('a grade', () => {
  it('of at most 13 steps has a key each, written in its shortest way, and each may stand', () => {
    expect(gradesOn('-2', '2', '1')).toEqual(['-2', '-1', '0', '1', '2'])
    expect(gradesOn('0', '2', '0.5')).toEqual(['0', '0.5', '1', '1.5', '2'])
    expect(gradesOn('0', '6', '0.5')).toHaveLength(13)
    expect(gradesOn('0', '6.5', '0.5')).toBeUndefined()
    const [aspect] = aspectsOf(rubricOf([scaled('-5', '1', '0.5')]))
    for (const text of gradesOf(aspect as ScaledAspect) ?? [])
      expect(checkMark(aspect!, grade(text) as never).ok).toBe(true)
  })

  it('of more steps has a pad', () => {
    expect(aspectsOf(rubricOf([scaled('0', '6'), scaled('0', '10')])).map(usesPad)).toEqual([false, true])
  })

  it('is given by the keypad at once where no further key can make another of it, else by Enter', () => {
    expect(tabletAfter([scaled('-5', '5', '1'), yesNo(1)], keys('-', '3'))).toMatchObject({
      values: [grade('-3'), undefined],
      at: 'A1.2',
    })
    expect(tabletAfter([scaled('0', '5'), yesNo(1)], keys('3'))).toMatchObject({
      values: [undefined, undefined],
      at: 'A1.1',
    })
    expect(tabletAfter([scaled('0', '5'), yesNo(1)], keys('3', 'Enter'))).toMatchObject({
      values: [grade('3'), undefined],
    })
    expect(tabletAfter([scaled('0', '5'), yesNo(1)], keys('3', '.', '5'))).toMatchObject({
      values: [grade('3.5'), undefined],
      at: 'A1.2',
    })
  })

  it('off its scale is not taken from the keypad, and nothing of it reaches the next aspect', () => {
    expect(tabletAfter([scaled('0', '5', '1'), yesNo(1)], keys('7', '-', '.'))).toMatchObject({
      values: [undefined, undefined],
      at: 'A1.1',
    })
    expect(tabletAfter([scaled('0', '10', '0.5'), yesNo(1)], keys('7', '.', '2', 'Enter'))).toMatchObject({
      values: [undefined, undefined],
      open: ['A1.1'],
    })
  })
})

describe('a time and a number from a list', () => {
  it('are typed on the keypad alone and entered with Enter', () => {
    expect(
      tabletAfter([timed(10), imported(40)], keys('3', '2', '1', '.', '4', 'Enter', '3', '6', '.', '5', 'Enter')),
    ).toEqual({
      values: [
        { kind: 'timed', time: 201_400 },
        { kind: 'imported', points: 36_500 },
      ],
      at: 'A1.2',
      open: [],
    })
  })

  it('that cannot stand are not entered, and wait to be seen', () => {
    expect(tabletAfter([timed(10)], keys('3', '7', '5', 'Enter'))).toMatchObject({
      values: [undefined],
      open: ['A1.1'],
    })
    expect(tabletAfter([imported(40)], keys('4', '1', 'Enter'))).toMatchObject({ values: [undefined], open: ['A1.1'] })
  })

  it('can be corrected by the backspace from what was given', () => {
    expect(tabletAfter([timed(10)], keys('3', '2', '1', 'Enter', 'Backspace', '5', 'Enter'))).toMatchObject({
      values: [{ kind: 'timed', time: 205_000 }],
    })
  })
})

describe('a veto', () => {
  const veto = [vetoOf('siblings'), yesNo(1)]
  const raised = { kind: 'veto', raised: true }
  const notRaised = { kind: 'veto', raised: false }

  it('is given as not raised by one key', () => {
    expect(tabletAfter(veto, keys('0'))).toEqual({ values: [notRaised, undefined], at: 'A1.2', open: [] })
  })

  it('is asked about once before it is given', () => {
    expect(tabletAfter(veto, keys('1'))).toEqual({ values: [undefined, undefined], at: 'A1.1', open: ['A1.1'] })
    expect(tabletAfter(veto, keys('1', 'Enter'))).toEqual({ values: [raised, undefined], at: 'A1.2', open: [] })
    expect(tabletAfter(veto, (marking) => marking.askVeto(marking.aspects()[0]!))).toMatchObject({
      values: [undefined, undefined],
    })
  })

  it('is not raised by a second 1, by Backspace, nor by going away from the question', () => {
    expect(tabletAfter(veto, keys('1', '1'))).toMatchObject({ values: [undefined, undefined], open: ['A1.1'] })
    expect(tabletAfter(veto, keys('1', 'Backspace', 'Enter'))).toMatchObject({
      values: [undefined, undefined],
      open: [],
    })
    expect(tabletAfter(veto, keys('1', 'ArrowDown', 'ArrowUp', 'Enter'))).toMatchObject({
      values: [undefined, undefined],
    })
    expect(tabletAfter(veto, keys('1', '0'))).toMatchObject({ values: [notRaised, undefined] })
  })

  it('that is raised stays raised while it is asked about nothing new, and can be withdrawn by one key', () => {
    expect(tabletAfter(veto, keys('1', 'Enter', 'ArrowUp', '1'))).toMatchObject({
      values: [raised, undefined],
      open: [],
    })
    expect(tabletAfter(veto, keys('1', 'Enter', 'ArrowUp', '0'))).toMatchObject({ values: [notRaised, undefined] })
  })

  it('holds the signature back while it is asked about, though it was marked before', () => {
    expect(tabletAfter(veto, keys('0', 'ArrowUp', '1'))).toMatchObject({
      values: [notRaised, undefined],
      open: ['A1.1'],
    })
  })
})

describe('what the rail and the sheet to be signed say', () => {
  it('is the value as it was given', () => {
    const [scale, time, list, veto] = aspectsOf(rubricOf([scaled('-5', '5'), timed(10), imported(40), vetoOf('part')]))
    expect([
      shown(scale!, grade('-3.5') as never),
      shown(time!, { kind: 'timed', time: 201_450 }),
      shown(list!, { kind: 'imported', points: 36_500 as never }),
      shown(veto!, { kind: 'veto', raised: true }),
      shown(veto!, { kind: 'veto', raised: false }),
    ]).toEqual(['−3.5', '3:21.45', '36.50', '否决', '不否决'])
  })
})
