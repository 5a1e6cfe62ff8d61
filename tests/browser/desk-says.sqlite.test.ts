import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
let desk: Page
let stageId: string
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  // As in a hall on plain http: there is no clipboard for pages.
  await context.addInitScript('Object.defineProperty(navigator, "clipboard", { value: undefined })')
  desk = await context.newPage()
  desk.setDefaultTimeout(15_000)
  await organizer.setUpOrganizer(desk, server)
  stageId = await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

describe("the organizer's desk", () => {
  it('says that a set-up link was used, and leads to the sign-in', async () => {
    const late = await (await browser.newContext()).newPage()
    await late.goto(server.setUpLink()!)
    await late.getByText(/首次设置链接已经用过/).waitFor()
    expect(await late.getByRole('textbox').count()).toBe(0)
    await shot(late, 'setup-used')
    await late.getByRole('link', { name: '去登录' }).click()
    await late.getByRole('heading', { name: '登录' }).waitFor()
  })

  it('says on the console what is missing before the opening, and links there', async () => {
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.getByTestId('not-open').waitFor()
    expect(await desk.getByRole('heading', { level: 1 }).textContent()).toBe('电气装置 决赛')
    expect(await desk.getByRole('alert').count()).toBe(0)
    expect(await accessibilityFaults(desk)).toEqual([])
    await desk.getByRole('link', { name: '还没有评分标准' }).click()
    await desk.locator('#step-rubric').waitFor()
  })

  it('shows the limits of readings before a marking scheme is taken, and names those that have none', async () => {
    await desk.getByTestId('rubric-file').setInputFiles(resolve('fixtures/workbooks/mechatronics.xlsx'))
    await desk.getByTestId('open-readings').waitFor()
    await desk.locator('.desk-tree summary').click()
    expect(await desk.locator('.desk-tree').textContent()).toMatch(/没有量程 · 得满分/)
    await shot(desk, 'preview-limits')
    await desk.getByRole('button', { name: '不用' }).click()
    await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
    await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
  })

  it('copies a seat link without a clipboard, says so, and keeps it in sight until a tablet has used it', async () => {
    const link = await organizer.seatLink(desk, 'J1')
    await desk.getByTestId('copy-J1').click()
    await desk.getByTestId('copy-J1').getByText('已复制').waitFor()
    expect(await desk.evaluate('getSelection().toString()')).toBe(link)
    await organizer.openStage(desk)
    expect(await desk.getByLabel('J1 席位链接').and(desk.locator('input')).inputValue()).toBe(link)
    await shot(desk, 'seat-links')
    const tablet = await (await browser.newContext()).newPage()
    await tablet.goto(link)
    await tablet.waitForURL(/\/judge\//)
    await desk.getByTestId('seat-J1').getByText('已入座').waitFor()
    expect(await desk.getByTestId('copy-J1').count()).toBe(0)
    expect(browser.faults).toEqual([])
  })
})
