import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
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

describe('a rehearsal', () => {
  it('is shown as one, and is wiped by whoever types its name; every open page says so', async () => {
    const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    desk.setDefaultTimeout(15_000)
    await organizer.setUpOrganizer(desk, server)
    await organizer.planStage(desk, '2026 市职工技能大赛', '电气装置', '决赛')
    await desk.goto(server.origin)
    await desk.getByLabel(/演练：不是正式比赛/).check()
    const stageId = await organizer.planStage(desk, '赛前演练', '电气装置', '决赛')
    await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
    await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
    await organizer.openStage(desk)
    await desk.locator('.desk-head').getByText('演练', { exact: true }).waitFor()

    const open = async (url: string, width: number, height: number) => {
      const page = await (await browser.newContext({ viewport: { width, height } })).newPage()
      page.setDefaultTimeout(20_000)
      await page.goto(url)
      return page
    }
    const tablet = await open(await organizer.seatLink(desk, 'J1'), 1180, 820)
    await tablet.getByText('全部已保存').waitFor()
    const hall = await open(`${server.origin}/screen/${stageId}`, 1920, 1080)
    await hall.locator('.hall-rehearsal').waitFor()
    const phone = await open(`${server.origin}/board/${stageId}?lang=en`, 390, 844)
    await phone.getByText('Rehearsal', { exact: true }).waitFor()
    await shot(hall, 'rehearsal-hall')
    await shot(phone, 'rehearsal-phone')

    await desk.goto(server.origin)
    const section = desk.getByRole('region', { name: '赛前演练' })
    await section.getByText('演练', { exact: true }).waitFor()
    await expect(desk.getByRole('button', { name: '清除演练' }).count()).resolves.toBe(1)
    await section.getByRole('button', { name: '清除演练' }).click()
    await section.getByLabel('输入赛事名称以确认').fill('赛前 演练')
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'rehearsal-wipe')
    await section.getByRole('button', { name: '全部清除' }).click()
    await desk.getByText('没有清除任何数据').waitFor()
    await section.getByLabel('输入赛事名称以确认').fill('赛前演练')
    await section.getByRole('button', { name: '全部清除' }).click()
    await section.waitFor({ state: 'detached' })
    await desk.getByRole('region', { name: '2026 市职工技能大赛' }).waitFor()

    await tablet.getByText('组织者已清除它的全部数据').waitFor()
    await hall.getByText('这场演练已被清除').waitFor()
    await phone.getByText('This rehearsal was wiped').waitFor()
    await shot(tablet, 'rehearsal-tablet-wiped')
    await shot(hall, 'rehearsal-hall-wiped')
    await shot(phone, 'rehearsal-phone-wiped')
    expect(browser.faults).toEqual([])
  })
})
