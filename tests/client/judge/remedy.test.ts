import { describe, expect, it } from 'vitest'
import type { Receipt } from '#domain/receipt.ts'
import { remedyOf } from '../../../client/judge/shown.ts'

const receipt = (outcome: Receipt['outcome'], refusal: Receipt['refusal'] = null) => ({ outcome, refusal })

describe('a mark that was not taken', () => {
  it.each([
    ['contested', receipt('contested'), '请核对后重新确认'],
    [
      'refused on a signed sheet',
      receipt('refused', { kind: 'sheet-signed', state: 'signed' }),
      '如需更改，请裁判长退回本表',
    ],
    ['held back on a locked sheet', receipt('quarantined'), '请告知裁判长'],
    ['refused after the stage', receipt('refused', { kind: 'stage-not-open', state: 'locked' }), '请告知裁判长'],
  ])('%s says what can still be done', (_, held, said) => expect(remedyOf(held)).toBe(said))
})
