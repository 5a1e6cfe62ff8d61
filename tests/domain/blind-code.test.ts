import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blindCodes, boardCodes, type Draw, shuffled, trialCode } from '#domain/blind-code.ts'

/** A draw that always takes the first, and one that gives what it is told. */
const first: Draw = () => 0
const drawn = (...numbers: readonly number[]): Draw => {
  const left = [...numbers]
  return (below) => left.shift()! % below
}

describe('blind codes', () => {
  it('go on from the highest number given, each with a letter that cannot be misread', () => {
    expect(blindCodes([], 2, first)).toEqual(['01-A', '02-A'])
    expect(blindCodes(['07-B', '12-K', '3-C'], 2, first)).toEqual(['13-A', '14-A'])
    expect(blindCodes(['T1', '甲'], 1, first)).toEqual(['01-A'])
  })

  it('stand in the order that the draw decides, which tells nothing of the roster', () => {
    // Two draws for the order: the last of two, then the only one; then a letter each.
    expect(blindCodes([], 2, drawn(1, 0, 7, 8))).toEqual(['02-H', '01-J'])
  })

  it('never hold an I, an O or a Q', () => {
    const letters = Array.from({ length: 23 }, (_, i) => blindCodes([], 1, drawn(0, i))[0]!.slice(-1))
    expect(letters.join('')).toBe('ABCDEFGHJKLMNPRSTUVWXYZ')
  })
})

describe('a shuffle', () => {
  it('keeps everything once, and leaves what it was given as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.infiniteStream(fc.nat()), (given, luck) => {
        const before = [...given]
        const after = shuffled(given, (below) => luck.next().value! % below)
        expect(given).toEqual(before)
        expect([...after].sort()).toEqual([...given].sort())
      }),
    )
  })

  it('of three can end in each of its six orders', () => {
    const orders = [0, 1, 2].flatMap((a) => [0, 1].map((b) => shuffled(['a', 'b', 'c'], drawn(a, b, 0)).join('')))
    expect(orders).toEqual(['abc', 'acb', 'bac', 'bca', 'cab', 'cba'])
  })
})

describe('the code of a trial entry', () => {
  it('is the next T, and uses up no number of a competitor', () => {
    expect(trialCode([])).toBe('T1')
    expect(trialCode(['09-A', 'T2', 'T1', 'T9x'])).toBe('T3')
  })
})

describe('board codes', () => {
  it('are a letter and three digits, never one that is taken or twice the same (RULES §10)', () => {
    expect(boardCodes([], 2, drawn(0, 0, 9, 317))).toEqual(['A100', 'K417'])
    expect(boardCodes(['A100'], 2, drawn(0, 0, 0, 1, 0, 1, 0, 899))).toEqual(['A101', 'A999'])
  })
})
