import { describe, expect, it } from 'vitest'
import { inNumber } from '../../../client/i18n/language.ts'

describe('a sentence that counts', () => {
  it.each([
    [0, '{{n}} sub-criteria'],
    [1, '{{n}} sub-criterion'],
    [2, '{{n}} sub-criteria'],
  ])('has the word that goes with %i', (n, said) =>
    expect(inNumber('{{n}} {{n|sub-criterion|sub-criteria}}', { n: String(n) })).toBe(said),
  )
})
