import { describe, expect, it } from 'vitest'
import { clockFigure, clockTime, isPastMinute, leadsToTime, timeTyped } from '../../../client/judge/clock.ts'

describe('a time that is typed', () => {
  it.each([
    ['3', '0:03', 3000],
    ['32', '0:32', 32_000],
    ['321', '3:21', 201_000],
    ['0321', '03:21', 201_000],
    ['321.4', '3:21.4', 201_400],
    ['321.45', '3:21.45', 201_450],
    ['3.21', '0:03.21', 3210],
    ['12030', '120:30', 7_230_000],
    ['0', '0:00', 0],
  ])('%s fills the clock from the right: %s', (text, figure, time) => {
    expect([clockFigure(text), timeTyped(text), leadsToTime(text)]).toEqual([figure, time, true])
  })

  it('is no time with more seconds than a minute has, and may still become one', () => {
    expect([timeTyped('75'), isPastMinute('75'), leadsToTime('75')]).toEqual([undefined, true, true])
    expect([timeTyped('7500'), isPastMinute('7500')]).toEqual([4_500_000, false])
    expect(leadsToTime('75.')).toBe(false)
  })

  it('ends with a week, and with hundredths', () => {
    expect(timeTyped('1008000')).toBe(7 * 24 * 3_600_000)
    expect([leadsToTime('1008001'), leadsToTime('10080000'), leadsToTime('1.234')]).toEqual([false, false, false])
  })

  it('that came from elsewhere with thousandths is shown with them', () => {
    expect([clockTime(201_456), clockTime(201_500), clockTime(60_000)]).toEqual(['3:21.456', '3:21.50', '1:00'])
  })
})
