import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AspectId, EntryId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { chanceFrom } from '../../fixtures/robots/chance.ts'
import { opinionOf } from '../../fixtures/robots/opinion.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import { decimal, pointsByHand } from '../support/by-hand.ts'
import * as organizer from '../support/organizer.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const REAL = resolve('../shared/data/cis/es2025-web17.xlsx')
const OWN = resolve('fixtures/workbooks/mechatronics.xlsx')
const workbook = existsSync(REAL) ? REAL : OWN
/** Human variance, and the same in every run. */
const chance = chanceFrom('main walk')

let server: RunningServer
let browser: TestBrowser
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe('from a marking scheme to a live leaderboard', () => {
  it('shows on the board, for every entry, the sum of what its judges gave', async () => {
    const desk = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await desk.newPage()
    page.setDefaultTimeout(15_000)
    await organizer.setUpOrganizer(page, server)
    const stageId = await organizer.planStage(page, '2026 三亚市职工职业技能大赛', '网站技术', '决赛')
    await organizer.dropRubric(page, workbook)
    await organizer.dropRoster(page, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(page, ['黎远舟', '吴映辉', '陈默言'])
    await organizer.chooseFeed(page, /随评随显/)
    await organizer.openStage(page)

    const judges: RobotJudge[] = []
    for (const label of ['J1', 'J2', 'J3']) {
      const judge = new RobotJudge(server.origin)
      await judge.enter(await organizer.seatLink(page, label))
      judges.push(judge)
    }
    const views = await Promise.all(judges.map((judge) => judge.view()))
    const aspects = views[0]!.rubric.criteria.flatMap((c) => c.subCriteria.flatMap((sub) => sub.aspects))
    if (workbook === REAL) expect(aspects).toHaveLength(192)
    expect(views[0]!.entries).toHaveLength(12)

    const given = new Map<string, MarkValue[]>()
    const key = (entryId: EntryId, aspectId: AspectId) => `${entryId} ${aspectId}`
    await Promise.all(
      judges.map(async (judge, seat) => {
        const own = new Set(views[seat]!.ownAspects)
        const marks = views[seat]!.entries.flatMap((entry, e) =>
          aspects
            .filter((aspect) => own.has(aspect.id))
            .map((aspect) => {
              const value = opinionOf(chance, aspect, e, `J${seat + 1}`)
              const held = given.get(key(entry.id, aspect.id)) ?? []
              held.push(value)
              given.set(key(entry.id, aspect.id), held)
              return judge.mark(entry.id, aspect.id, value)
            }),
        )
        const receipts = await judge.send(marks)
        expect(receipts.filter((receipt) => receipt.outcome !== 'accepted')).toEqual([])
      }),
    )

    const expected = views[0]!.entries
      .map((entry) =>
        decimal(aspects.reduce((sum, a) => sum + pointsByHand(a, given.get(key(entry.id, a.id)) ?? []), 0n)),
      )
      .sort()
    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await phone.goto(`${server.origin}/board/${stageId}`)
    await expect
      .poll(async () => (await phone.locator('[data-total]').allTextContents()).sort(), { timeout: 20_000 })
      .toEqual(expected)
    await shot(phone, 'walk-phone')
    await phone.locator('.phone-row > button').first().click()
    expect(await phone.locator('.phone-share').count()).toBe(views[0]!.rubric.criteria.length)

    // However many columns the console has, how far each entry has come is in sight.
    await page.goto(`${server.origin}/stages/${stageId}/progress`)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('网站技术 决赛')
    const [share, edge] = await Promise.all(
      ['tbody .matrix-share', '.matrix-scroll'].map((part) => page.locator(part).first().boundingBox()),
    )
    expect(share!.x + share!.width).toBeLessThanOrEqual(edge!.x + edge!.width)
    await shot(page, 'walk-console')

    const hall = await (await browser.newContext({ viewport: { width: 1920, height: 1080 } })).newPage()
    await hall.goto(`${server.origin}/screen/${stageId}`)
    await hall.locator('.hall-row').first().waitFor()
    const best = [...expected].sort((a, b) => Number(b) - Number(a))[0]
    expect(await hall.locator('.hall-row.lead .tt').first().textContent()).toBe(best)
    await hall.waitForTimeout(800)
    await shot(hall, 'walk-hall')
    expect(browser.faults).toEqual([])
  })
})
