import { describe, expect, it } from 'vitest'
import { asId, type EntryId } from '#domain/ids.ts'
import { type MoveEnd, mayMove } from '#domain/move.ts'

const end = (id: string, more: Partial<MoveEnd> = {}): MoveEnd => ({
  entryId: asId<EntryId>(id),
  entryState: 'present',
  trial: false,
  sheet: 'open',
  given: 0,
  ...more,
})
const from = (more: Partial<MoveEnd> = {}) => end('a', { given: 3, ...more })
const refused = (...[a, b, swap = false]: [MoveEnd, MoveEnd, boolean?]) => {
  const moved = mayMove(a, b, swap)
  return moved.ok ? undefined : moved.error
}

describe('the marks of a sheet (RULES §11)', () => {
  it('may be moved to another competitor whose sheet is empty, a guest too', () => {
    expect(mayMove(from(), end('b'), false)).toEqual({ ok: true, value: true })
    expect(mayMove(from(), end('b', { entryState: 'excluded' }), false)).toEqual({ ok: true, value: true })
  })

  it('change places with marks that stand there only if somebody says so', () => {
    expect(refused(from(), end('b', { given: 1 }))).toEqual({ kind: 'target-has-marks' })
    expect(refused(from(), end('b', { given: 1 }), true)).toBeUndefined()
  })

  it('are not moved to where they stand, nor where there are none', () => {
    expect(refused(from(), end('a'))).toEqual({ kind: 'same-entry' })
    expect(refused(end('a'), end('b', { given: 1 }), true)).toEqual({ kind: 'nothing-to-move' })
  })

  it('are not moved from or to somebody who is not marked', () => {
    expect(refused(from({ entryState: 'withdrawn' }), end('b'))).toEqual({ kind: 'entry-not-marked', entryId: 'a' })
    expect(refused(from(), end('b', { entryState: 'absent' }))).toEqual({ kind: 'entry-not-marked', entryId: 'b' })
  })

  it('never pass between a trial and an entry that counts', () => {
    expect(refused(from({ trial: true }), end('b'))).toEqual({ kind: 'trial-apart' })
    expect(refused(from(), end('b', { trial: true }))).toEqual({ kind: 'trial-apart' })
    expect(refused(from({ trial: true }), end('b', { trial: true }))).toBeUndefined()
  })

  it('stay under a signature and under a lock', () => {
    expect(refused(from({ sheet: 'signed' }), end('b'))).toEqual({
      kind: 'sheet-not-open',
      entryId: 'a',
      state: 'signed',
    })
    expect(refused(from(), end('b', { sheet: 'locked' }))).toEqual({
      kind: 'sheet-not-open',
      entryId: 'b',
      state: 'locked',
    })
  })
})
