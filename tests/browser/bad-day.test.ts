import { resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { gapless, readBack } from '../support/read-back.ts'
import { type RunningServer, startServer } from '../support/server.ts'

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

const card = (page: Page, id: string) => page.locator(`[data-aspect="${id}"]`)
const level = (page: Page, id: string, n: number) => card(page, id).getByRole('radio').nth(n).click()
const chooseSheet = async (page: Page, sheet: RegExp) => {
  await page.getByRole('button', { name: '选择评分表' }).click()
  await page.getByRole('dialog').getByRole('button', { name: sheet }).click()
}
const allSaved = (page: Page) => page.getByText('全部已保存').waitFor({ timeout: 40_000 })

describe('a bad day in the hall', () => {
  it('loses no mark, doubles none, and shows the exact score', async () => {
    const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    desk.setDefaultTimeout(15_000)
    await organizer.setUpOrganizer(desk, server)
    const stageId = await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
    await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
    await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
    await organizer.chooseFeed(desk, /随评随显/)
    await organizer.openStage(desk)

    const tablets: { context: BrowserContext; page: Page }[] = []
    for (const label of ['J1', 'J2', 'J3']) {
      const context = await browser.newContext({ viewport: { width: 1180, height: 820 } })
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      await page.goto(await organizer.seatLink(desk, label))
      await page.waitForURL(/\/judge\//)
      await allSaved(page)
      await chooseSheet(page, /^C2/)
      tablets.push({ context, page })
    }
    const [j1, j2, j3] = tablets.map((tablet) => tablet.page) as [Page, Page, Page]
    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await phone.goto(`${server.origin}/board/${stageId}`)
    await phone.locator('[data-total]').first().waitFor()

    // The recorder begins; the second judge reloads in the middle of the sheet.
    await level(j1, 'C2.1', 3)
    await card(j1, 'C2.2').getByRole('radio').nth(0).click()
    await level(j2, 'C2.1', 2)
    await allSaved(j2)
    await j2.reload()
    await allSaved(j2)
    await chooseSheet(j2, /^C2/)
    expect(await card(j2, 'C2.1').getByRole('radio').nth(2).getAttribute('aria-checked')).toBe('true')

    // The third loses the network, goes on marking, and is told that its marks are kept.
    await tablets[2]!.context.setOffline(true)
    await level(j3, 'C2.1', 2)
    await level(j3, 'C2.5', 1)
    await j3.getByText(/离线，2 项待上传/).waitFor()
    await shot(j3, 'bad-day-offline')

    // The server dies in between, with marks on their way.
    await server.kill()
    for (const key of ['3', '.', '6', '2'])
      await card(j1, 'C2.3').getByRole('button', { name: key, exact: true }).click()
    await card(j1, 'C2.3').getByRole('button', { name: '确认' }).click()
    await card(j1, 'C2.4')
      .getByRole('button', { name: /加一次/ })
      .click()
    await level(j1, 'C2.5', 2)
    await level(j2, 'C2.5', 2)
    await j1.getByText(/离线，\d 项待上传/).waitFor()
    await server.restart()
    await tablets[2]!.context.setOffline(false)
    await card(j1, 'C2.6').getByRole('radio').nth(1).click()
    await Promise.all([allSaved(j1), allSaved(j2), allSaved(j3)])

    // C2.1 levels 3, 2, 2 of 2.00 → 1.56; C2.2 yes 1.00; 3.62 Ω → 2.00; one breach 2.00 − 0.50; C2.5 2, 2, 1 of 1.00 → 0.56; no.
    await expect
      .poll(() => phone.locator('.phone-row.lead [data-total]').first().textContent(), { timeout: 40_000 })
      .toBe('6.62')
    await shot(phone, 'bad-day-phone')

    const found = await readBack(server.where)
    expect(found.marks).toHaveLength(10)
    expect(found.receipts.map((receipt) => receipt.outcome)).toEqual(Array(10).fill('accepted'))
    expect(found.journalledMarks).toHaveLength(10)
    expect(new Set(found.journalledMarks).size).toBe(10)
    expect(found.journal.map((line) => line.position)).toEqual(gapless(found.journal))
    expect(browser.faults).toEqual([])
  })
})
