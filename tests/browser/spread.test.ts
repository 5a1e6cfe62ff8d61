import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { readBack } from '../support/read-back.ts'
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
const level = (page: Page, id: string, n: number) => card(page, id).getByRole('radio').nth(n)
const allSaved = (page: Page) => page.getByText('全部已保存').waitFor({ timeout: 40_000 })
const done = (page: Page) => card(page, 'C2.1').getByRole('button', { name: '讨论完毕' })

async function sign(page: Page) {
  await page.getByTestId('sign').click()
  const field = (await page.locator('dialog .judge-sign svg').first().boundingBox())!
  await page.mouse.move(field.x + 60, field.y + 60)
  await page.mouse.down()
  await page.mouse.move(field.x + 180, field.y + 90, { steps: 4 })
  await page.mouse.up()
  await page.getByTestId('confirm-sign').click()
}

describe('a spread on the tablets', () => {
  let chief: Page
  let second: Page
  it('is called to discussion by the chief judge, talked over, marked again, and ended by a judge’s word', async () => {
    const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    desk.setDefaultTimeout(15_000)
    await organizer.setUpOrganizer(desk, server)
    await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
    await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
    await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(desk, ['黎远舟', '吴映辉'])
    await organizer.openStage(desk)
    const pages: Page[] = []
    for (const label of ['J1', 'J2']) {
      const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage()
      page.setDefaultTimeout(15_000)
      await page.goto(await organizer.seatLink(desk, label))
      await page.waitForURL(/\/judge\//)
      await allSaved(page)
      await page.getByRole('button', { name: '选择评分表' }).click()
      await page.getByRole('dialog').getByRole('button', { name: /^C2/ }).click()
      pages.push(page)
    }
    ;[chief, second] = pages as [Page, Page]

    // One judge has signed before the other marks apart.
    await level(second, 'C2.1', 1).click()
    await level(second, 'C2.5', 2).click()
    await allSaved(second)
    await sign(second)
    await second.getByText(/已签名 .*只读/).waitFor()
    await level(chief, 'C2.1', 3).click()
    await card(chief, 'C2.1').getByText('本组极差大于 1。').waitFor()
    expect(await done(second).isDisabled()).toBe(true)

    await chief.getByRole('link', { name: '锁定' }).click()
    await chief.locator('[data-cell="spread"]').last().click()
    await chief.getByText(/各席等级/).waitFor()
    await chief.locator('input[name="reason"]').fill('请到工位讨论')
    await shot(chief, 'spread-chief')
    await chief.getByTestId('call').click()
    await second.getByText(/裁判长退回：请到工位讨论/).waitFor()

    // The earlier mark stands dashed; what is given now is chosen, and the spread stays till somebody says so.
    expect(await level(second, 'C2.1', 1).getAttribute('data-earlier')).toBe('我的原评')
    expect(await accessibilityFaults(second)).toEqual([])
    await second.getByRole('button', { name: '切换语言' }).click()
    await card(second, 'C2.1').scrollIntoViewIfNeeded()
    await shot(second, 'spread-found-en')
    await second.getByRole('button', { name: 'Switch language' }).click()
    await done(second).click()
    await card(second, 'C2.1').getByText('极差仍大于 1。').waitFor()
    await level(second, 'C2.1', 2).click()
    await expect.poll(() => level(second, 'C2.1', 2).getAttribute('aria-checked')).toBe('true')
    await allSaved(second)
    await card(second, 'C2.1').getByText('本组极差大于 1。').waitFor()
    await shot(second, 'spread-marked-again')
    await done(second).click()
    await expect.poll(() => done(second).count()).toBe(0)
    await sign(second)
    await second.getByText(/已签名 .*只读/).waitFor()

    const { journal } = await readBack(server.where)
    const told = journal.map((line) => line.kind).filter((kind) => /^(spread|sheet)-/.test(kind))
    expect(told).toEqual([
      'sheet-signed',
      'spread-found',
      'sheet-returned',
      'spread-discussed',
      'spread-discussed',
      'sheet-signed',
    ])
    expect(browser.faults).toEqual([])
  })

  it('takes a signature that fell to it out of sight once the chief judge has let it stand', async () => {
    await chief.getByRole('link', { name: '回到评分' }).click()
    for (const page of [chief, second]) {
      await page.keyboard.press('*')
      await page.getByText('第 2 / 12 位').waitFor()
      await level(page, 'C2.1', 2).click()
      await level(page, 'C2.5', 2).click()
      await allSaved(page)
    }
    await second.waitForTimeout(3000) // the first look at the levels, which agree
    await level(second, 'C2.1', 0).click()
    await allSaved(second)
    await sign(second)
    await second.getByText('C2 签名未被接受：极差待讨论').waitFor()
    await chief.getByRole('link', { name: '锁定' }).click()
    await chief.locator('[data-cell="spread"]').last().click()
    expect(await chief.getByTestId('lock').isDisabled()).toBe(true)
    await chief.getByText('1 格还不能锁定：极差待讨论').waitFor()
    await chief.locator('input[name="reason"]').fill('各自说明理由，维持原评')
    await chief.getByRole('button', { name: '接受极差' }).click()
    await allSaved(second)
    expect(await second.getByText('极差待讨论').count()).toBe(0)
    await sign(second)
    await second.getByText(/已签名 .*只读/).waitFor()
    expect(browser.faults).toEqual([])
  })
})
