import { describe, expect, it } from 'vitest'
import type { SeatSheet, SeatView } from '#contract/seats.ts'
import { type AspectId, asId, type EntryId, type SubCriterionId } from '#domain/ids.ts'
import { stillRefused } from '../../../client/judge/kept-cell.ts'

const at = { entryId: asId<EntryId>('07-B'), subCriterionId: asId<SubCriterionId>('C2') }
const withSpread = (...spread: readonly string[]) => {
  const none = { state: 'open', signedAt: null, returned: null, moved: null } as const
  const sheet: SeatSheet = { ...at, ...none, spread: spread.map((id) => asId<AspectId>(id)) }
  return { sheets: [sheet] } as unknown as SeatView
}

describe('a signature that was not taken', () => {
  const refused = [{ ...at, why: 'spread-open' }]
  it('stays in view while the spread that it fell to is open', () => {
    expect(stillRefused(refused, withSpread('C2.1'))).toEqual(refused)
  })

  it('is done with once the chief judge let the spread stand', () => {
    expect(stillRefused(refused, withSpread())).toEqual([])
  })

  it('stays in view for any other reason until it is signed again', () => {
    const changed = [{ ...at, why: 'sheet-changed' }]
    expect(stillRefused(changed, withSpread())).toEqual(changed)
  })
})
