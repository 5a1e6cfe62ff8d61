import { describe, expect, it } from 'vitest'
import { entryStates, isCounted, isMarked, isRanked } from '#domain/entry.ts'
import { asId, type MarkId } from '#domain/ids.ts'
import { isStale } from '#domain/receipt.ts'
import { type BoardSettings, boardUsesOwnCodes, defaultSettings, mayShowNames } from '#domain/stage.ts'

const settings = (blind: boolean, feed: BoardSettings['feed'], identity: BoardSettings['identity']) => ({
  blind,
  feed,
  identity,
})

describe('what a board shows (RULES §10)', () => {
  it('waits for the lock and shows codes where marking is blind, else it is the live 亮分 with names', () => {
    expect(defaultSettings(true)).toEqual(settings(true, 'on-lock', 'code'))
    expect(defaultSettings(false)).toEqual(settings(false, 'panel-complete', 'name'))
  })

  it('may be names only with on-lock, or with marking that is not blind', () => {
    for (const feed of ['panel-complete', 'each-mark'] as const) {
      expect(mayShowNames(settings(true, feed, 'name'))).toBe(false)
      expect(mayShowNames(settings(false, feed, 'name'))).toBe(true)
      expect(mayShowNames(settings(true, feed, 'code'))).toBe(true)
    }
    expect(mayShowNames(settings(true, 'on-lock', 'name'))).toBe(true)
  })

  it('has codes of its own where codes are shown before the lock', () => {
    expect(boardUsesOwnCodes(settings(true, 'panel-complete', 'code'))).toBe(true)
    expect(boardUsesOwnCodes(settings(true, 'on-lock', 'code'))).toBe(false)
    expect(boardUsesOwnCodes(settings(false, 'each-mark', 'name'))).toBe(false)
  })
})

describe('an entry', () => {
  const those = (is: (state: (typeof entryStates)[number]) => boolean) => entryStates.filter(is)

  it('is marked while it is present, or out of the ranking as a guest (RULES §5)', () => {
    expect(those(isMarked)).toEqual(['present', 'excluded'])
  })

  it('counts only where it is marked and no trial, and ranks only where it is present and no trial', () => {
    expect(those((state) => isCounted({ state, trial: false }))).toEqual(['present', 'excluded'])
    expect(those((state) => isRanked({ state, trial: false }))).toEqual(['present'])
    expect(those((state) => isCounted({ state, trial: true }) || isRanked({ state, trial: true }))).toEqual([])
  })
})

describe('a mark that comes late (RULES §11)', () => {
  const [one, two] = ['1', '2'].map(asId<MarkId>) as [MarkId, MarkId]

  it('is stale where another stands than it meant to replace, and never where nothing stands', () => {
    expect(isStale(null, null)).toBe(false)
    expect(isStale(null, one)).toBe(false)
    expect(isStale(one, one)).toBe(false)
    expect(isStale(two, one)).toBe(true)
    expect(isStale(one, null)).toBe(true)
  })
})
