import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PointsPreview } from '#contract/imports.ts'
import { type AspectId, asId, type DeviceId, type SubCriterionId } from '#domain/ids.ts'
import type { GivenValue } from '#domain/mark.ts'
import { aspectsOf } from '#domain/rubric.ts'
import { frozenStages } from '../../server/db/frozen-stage.ts'
import { amendAspect } from '../../server/judging/amendments/amend-aspect.ts'
import { importPoints } from '../../server/judging/imports/import-points.ts'
import { lockSheets } from '../../server/judging/sheets/lock-sheets.ts'
import { lockStage } from '../../server/planning/stages/lock-stage.ts'
import { amendingOn } from '../support/amending.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { imported, points, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const given = (n: number) => ({ kind: 'points', points: n * 1000 }) as GivenValue
const annul = (aspect: string) => ({ kind: 'annulled', aspect, give: 'nothing' })

/** Two sheets, and A2 with nothing on it but what was annulled. */
async function aStageWithoutA2() {
  const rubric = rubricOf([points(10)], [points(10)])
  const stage = await aStage(house, { rubric, judges: 1, entries: 1, settings: each })
  const amending = amendingOn(stage)
  const [entry] = stage.entries
  const [tablet] = stage.tablets
  await amending.amend(annul('A2.1'))
  /** A desk that asked for the stage before anything else was amended. */
  const early = frozenStages()
  await early(house.db, stage.stageId)
  const countAgain = { kind: 'corrected', aspect: asId<AspectId>('A2.1'), to: aspectsOf(rubric)[1]! } as const
  const lockA1 = async () => {
    await tablet!.send(tablet!.mark(entry!.id, 'A1.1', given(5)))
    expect((await tablet!.sign(entry!.id, 'A1')).status).toBe(200)
    await tablet!.post('locks', { cells: [{ entryId: entry!.id, subCriterionId: 'A1' }] })
  }
  return {
    ...stage,
    ...amending,
    entry: entry!,
    tablet: tablet!,
    stores: { ...house.deps, frozen: early },
    countAgain,
    lockA1,
  }
}
const each = { blind: false, feed: 'each-mark', identity: 'name' } as const

describe('an amendment that comes first', () => {
  it('keeps a stage from locking: an aspect that counts again is waited for', async () => {
    const { stageId, lockA1, amend, countAgain, stores, listed } = await aStageWithoutA2()
    await lockA1()
    await amend(countAgain)
    const command = { stageId, actor: 'staff:S1' }
    const locked = await house.deps.transact((trx) => lockStage(trx, stores, command, house.deps.now()))
    expect(locked).toEqual({ ok: false, error: { kind: 'sheets-open', open: 1 } })
    expect((await listed()).state).toBe('open')
  })

  it('keeps a cell from being locked unsigned, and lets one be that counts again and is signed', async () => {
    const { stageId, tablet, entry, amend, countAgain, stores } = await aStageWithoutA2()
    await amend(countAgain)
    const lockA2 = () => {
      const cells = [{ entryId: entry.id, subCriterionId: 'A2' as SubCriterionId }]
      const command = { stageId, seatId: tablet.seatId, deviceId: asId<DeviceId>('D1'), cells }
      return house.deps.transact((trx) => lockSheets(trx, stores, command, house.deps.now()))
    }
    expect(await lockA2()).toMatchObject({ value: { locked: 0, refused: [{ refusal: { kind: 'sheets-unsigned' } }] } })
    await tablet.send(tablet.mark(entry.id, 'A2.1', given(7)))
    expect((await tablet.sign(entry.id, 'A2')).status).toBe(200)
    expect(await lockA2()).toMatchObject({ value: { locked: 1, refused: [] } })
  })
})

describe('an import', () => {
  it('goes by the maximum that was corrected since it was looked at', async () => {
    const rubric = rubricOf([imported(100)], [points(10)])
    const stage = await aStage(house, { rubric, judges: 1, entries: 1, settings: each })
    const [entry] = stage.entries
    const early = frozenStages()
    await early(house.db, stage.stageId)
    const file = new TextEncoder().encode(`加密号,成绩\n${entry!.code},90`)
    const looked = await stage.organizer('POST', `/api/stages/${stage.stageId}/imports/preview`, file)
    const { sha256, seen } = (await looked.json()) as PointsPreview
    const to = { ...aspectsOf(rubric)[0]!, max: 50_000 }
    await amendingOn(stage).amend({ kind: 'corrected', aspect: 'A1.1', to })
    const sheets = [
      [
        ['加密号', '成绩'],
        [entry!.code, '90'],
      ],
    ]
    const { stageId } = stage
    const command = { stageId, id: 'I1', file: 'a.csv', sha256, seen, sheets, staff: { id: 'S1', name: '组织者' } }
    const { transact, journal, now } = house.deps
    expect(await transact((trx) => importPoints(trx, { journal, frozen: early }, command, now()))).toEqual({
      ok: false,
      error: { kind: 'points-refused', faults: [{ kind: 'above-maximum', row: 2, text: '90', most: 50_000 }] },
    })
    expect(await house.db.selectFrom('mark').selectAll().execute()).toEqual([])
  })
})

describe('a correction', () => {
  it('keeps its texts in NFC: what reads alike is alike', async () => {
    const stage = await aStage(house, { rubric: rubricOf([points(10)]), judges: 1, entries: 1, settings: each })
    const { amend, listed } = amendingOn(stage)
    const [before] = aspectsOf((await listed()).rubric)
    await amend({ kind: 'corrected', aspect: 'A1.1', to: { ...before, requirement: 'cafe\u0301', notes: ['e\u0301'] } })
    expect(aspectsOf((await listed()).rubric)).toMatchObject([{ requirement: 'caf\u00e9', notes: ['\u00e9'] }])
  })
})

describe('the preview of an amendment', () => {
  it('is outdated where the stage was locked since', async () => {
    const { stageId, organizer, lockA1, preview, confirm, countAgain } = await aStageWithoutA2()
    await lockA1()
    const seen = await preview(countAgain)
    expect((await organizer('POST', `/api/stages/${stageId}/lock`)).status).toBe(200)
    const refused = await confirm(countAgain, seen.fingerprint)
    expect([refused.status, await refused.json()]).toEqual([409, { kind: 'preview-outdated' }])
  })

  it('is outdated where the lock comes in behind the last look', async () => {
    const { stageId, organizer, lockA1, countAgain } = await aStageWithoutA2()
    await lockA1()
    const stage = (await house.deps.frozen(house.db, stageId))!
    expect((await organizer('POST', `/api/stages/${stageId}/lock`)).status).toBe(200)
    const command = {
      stage,
      state: 'open',
      amendment: countAgain,
      reason: '误',
      signer: '林慧',
      actor: 'staff:S1',
    } as const
    const { transact, journal, now } = house.deps
    expect(await transact((trx) => amendAspect(trx, journal, command, now()))).toEqual({
      ok: false,
      error: { kind: 'preview-outdated' },
    })
  })

  it('stands while marks come in, as long as those move who were shown', async () => {
    const stage = await aStage(house, {
      rubric: rubricOf([points(10), points(10)]),
      judges: 1,
      entries: 3,
      settings: each,
    })
    const { preview, confirm } = amendingOn(stage)
    const [tablet] = stage.tablets
    const [first, second, third] = stage.entries.map(({ id }) => id)
    const give = (entryId = first!, aspect: string, n: number) => tablet!.send(tablet!.mark(entryId, aspect, given(n)))
    // 9 + 1, 1 + 8 and 0 + 0: without A1.1 the first two change places.
    for (const [id, one, two] of [
      [first, 9, 1],
      [second, 1, 8],
      [third, 0, 0],
    ] as const) {
      await give(id, 'A1.1', one)
      await give(id, 'A1.2', two)
    }
    const seen = await preview(annul('A1.1'))
    expect(seen.moving.map(({ id }) => id)).toEqual([first, second])
    await give(second, 'A1.2', 7)
    await give(third, 'A1.1', 1)
    expect((await confirm(annul('A1.1'), seen.fingerprint)).status).toBe(201)
  })
})
