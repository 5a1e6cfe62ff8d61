import { describe, expect, it } from 'vitest'
import { waitsForPerson } from '#domain/board-line.ts'
import type { Scheme } from '#domain/scheme.ts'

const rows = (...ranks: readonly (readonly [number | null, number | null])[]) =>
  ranks.map(([rank, division]) => ({ rank, division }))
const band = { sharedRanksForbidden: { from: 1, to: 3 } } as Scheme

describe('a board whose first three may not be shared (RULES §5)', () => {
  it('is final where nobody shares one of them', () => {
    expect(waitsForPerson(band, rows([1, null], [2, null], [3, null], [4, null], [4, null]))).toBe(false)
    expect(waitsForPerson(band, rows([1, 0], [2, 0], [1, 1]))).toBe(false)
    expect(waitsForPerson(band, rows([null, null], [null, null]))).toBe(false)
  })

  it('waits for a person where somebody does', () => {
    expect(waitsForPerson(band, rows([1, null], [2, null], [2, null]))).toBe(true)
    expect(waitsForPerson(band, rows([1, 0], [1, 1], [2, 1], [3, 1], [3, 1]))).toBe(true)
  })

  it('shares its ranks where nothing forbids that', () => {
    expect(waitsForPerson({ sharedRanksForbidden: null } as Scheme, rows([1, null], [1, null]))).toBe(false)
    expect(waitsForPerson({ sharedRanksForbidden: { from: 2, to: 2 } } as Scheme, rows([1, null], [1, null]))).toBe(
      false,
    )
  })
})
