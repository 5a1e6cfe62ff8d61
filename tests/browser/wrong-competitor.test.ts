import { resolve } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
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

const SOON = { timeout: 20_000 }
const TRIAL = /T1(?!\d)/ // a drawn code may well begin with T1
const card = (page: Page, id: string) => page.locator(`[data-aspect="${id}"]`)
const level = (page: Page, id: string, n: number) => card(page, id).getByRole('radio').nth(n).click()
const chosen = (page: Page, id: string) => card(page, id).locator('[aria-checked="true"] .judge-d').allTextContents()
const allSaved = (page: Page) => page.getByText('全部已保存').waitFor({ timeout: 40_000 })
const choose = async (page: Page, list: '选择选手' | '选择评分表', name: RegExp | string) => {
  await page.getByRole('button', { name: list }).click()
  await page.getByRole('dialog').getByRole('button', { name }).click()
}
const codeOf = (page: Page) => page.locator('.judge-code b').textContent()
const startMoving = async (page: Page) => {
  await choose(page, '选择选手', /记错选手/)
  return page.locator('dialog.move')
}

/** Another link than the one that stood there: a second tablet takes the same seat. */
async function freshLink(desk: Page, label: string): Promise<string> {
  const field = desk.getByTestId(`seat-${label}`).getByLabel(`${label} 席位链接`).and(desk.locator('input'))
  const before = (await field.count()) > 0 ? await field.inputValue() : ''
  await organizer.seatLink(desk, label)
  await expect.poll(() => field.inputValue(), SOON).not.toBe(before)
  return field.inputValue()
}

async function sit(desk: Page, label: string): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 } })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await page.goto(await freshLink(desk, label))
  await page.waitForURL(/\/judge\//)
  await allSaved(page)
  await choose(page, '选择评分表', /^C2/)
  return { context, page }
}

describe('marks on the wrong competitor, and a trial before the first', () => {
  it('are set right from one tablet and seen on the other; what was on its way lands on nobody', async () => {
    const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    desk.setDefaultTimeout(15_000)
    await organizer.setUpOrganizer(desk, server)
    const stageId = await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
    await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
    await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
    await organizer.chooseFeed(desk, /随评随显/)
    await organizer.openStage(desk)

    // J2 on two tablets: one marks, and the other shows it.
    const first = await sit(desk, 'J2')
    const second = await sit(desk, 'J2')
    const [a, b] = [first.page, second.page]
    const codes = await a.locator('dialog.judge-list:not(.judge-list-sheets) button b').allTextContents()
    const [x, y, z] = codes as [string, string, string]
    await level(a, 'C2.1', 3)
    await level(a, 'C2.5', 2)
    await choose(a, '选择选手', y)
    await level(a, 'C2.1', 1)
    await allSaved(a)
    await choose(a, '选择选手', x)
    await b.reload()
    await expect.poll(() => chosen(b, 'C2.1'), SOON).toEqual(['3'])

    // The other tablet loses the network and goes on correcting the first competitor.
    await second.context.setOffline(true)
    await level(b, 'C2.1', 0)
    await b.getByText(/离线，1 项待上传/).waitFor()
    const offline = await startMoving(b)
    await offline.getByText('离线时不能移动评分').waitFor()
    expect(await b.getByTestId('confirm-move').isDisabled()).toBe(true)
    await offline.getByRole('button', { name: '返回' }).click()

    // Whose marks they are: what stands on either sheet is shown, and two that hold marks change places.
    const dialog = await startMoving(a)
    await dialog.getByRole('button', { name: new RegExp(`^${z}`) }).click()
    await dialog.getByText(`移过去后，${x} 的本表变为未评`).waitFor()
    expect(await dialog.locator('.move-marks td').allTextContents()).toEqual(['3', '—', '2', '—'])
    await dialog.getByRole('button', { name: new RegExp(`^${y}`) }).click()
    await dialog.getByText('两位选手的评分互换').waitFor()
    expect(await dialog.locator('.move-marks td').allTextContents()).toEqual(['3', '1', '2', '—'])
    expect(await a.getByTestId('confirm-move').isDisabled()).toBe(true)
    await dialog.getByRole('button', { name: '选错选手' }).click()
    await shot(a, 'move-swap')
    expect(await accessibilityFaults(a)).toEqual([])

    // The answer is lost on its way back. Once more is the same move.
    let lost = 0
    await a.route('**/moves', async (route) => {
      if (lost++ > 0) return route.continue()
      await route.fetch()
      return route.abort()
    })
    await a.getByTestId('confirm-move').click()
    await dialog.waitFor({ state: 'hidden' })
    await expect.poll(() => chosen(a, 'C2.1'), SOON).toEqual(['1'])
    expect(await chosen(a, 'C2.5')).toEqual([])
    await a.getByTestId('sheet-moved').getByText(`与 ${y} 互换：选错选手`).waitFor()
    await shot(a, 'moved')

    // Back on the line, the correction of the other tablet finds its sheet gone, and says so.
    await second.context.setOffline(false)
    await card(b, 'C2.1')
      .getByText(/本表评分已移到另一位选手/)
      .waitFor({ timeout: 40_000 })
    await shot(b, 'moved-under-way')
    await card(b, 'C2.1').getByRole('button', { name: '知道了' }).click()
    await expect.poll(() => chosen(b, 'C2.1'), SOON).toEqual(['1'])
    await choose(b, '选择选手', y)
    await expect.poll(() => chosen(b, 'C2.1'), SOON).toEqual(['3'])
    expect(await chosen(b, 'C2.5')).toEqual(['2'])
    await level(b, 'C2.1', 2)
    await allSaved(b)

    // To a sheet that is empty, and the judge goes on there; the other tablet hears of it.
    const again = await startMoving(b)
    await again.getByRole('button', { name: new RegExp(`^${z}`) }).click()
    await again.getByRole('button', { name: '看错加密号' }).click()
    await b.getByTestId('confirm-move').click()
    await expect.poll(() => codeOf(b), SOON).toBe(z)
    await choose(a, '选择选手', z)
    await expect.poll(() => chosen(a, 'C2.1'), SOON).toEqual(['2'])

    // The chief judge finds the last one, and moves it by hand for the judge, who reads it.
    const chief = await sit(desk, 'J1')
    await chief.page.getByRole('link', { name: '锁定' }).click()
    await chief.page.getByRole('button', { name: new RegExp(`^${z} C2 `) }).click()
    await chief.page.getByTestId('move').click()
    const panel = chief.page.locator('dialog.move')
    await panel.getByLabel('谁的表').selectOption({ label: 'J2 吴映辉' })
    await panel.getByRole('button', { name: new RegExp(`^${y}`) }).click()
    await panel.getByRole('button', { name: '上场顺序有变' }).click()
    await shot(chief.page, 'move-chief')
    expect(await accessibilityFaults(chief.page)).toEqual([])
    await chief.page.getByTestId('confirm-move').click()
    await panel.waitFor({ state: 'hidden' })
    await choose(a, '选择选手', y)
    await expect.poll(() => chosen(a, 'C2.1'), SOON).toEqual(['2'])
    await a.getByTestId('sheet-moved').getByText(`裁判长已将 ${z} 的评分移到本表`).waitFor()

    const found = await readBack(server.where)
    expect(found.marks.map((mark) => JSON.parse(mark.value).level).sort()).toEqual([1, 2, 2])
    expect(found.journal.filter((line) => line.kind === 'sheet-moved')).toHaveLength(3)
    expect(found.receipts.filter((receipt) => receipt.outcome === 'refused')).toMatchObject([
      { refusal: '{"kind":"sheet-moved"}' },
    ])

    // Before the next competitor the panel calibrates: on the tablets at once, on the board never.
    const phone = await (await browser.newContext({ viewport: { width: 390, height: 844 } })).newPage()
    await phone.goto(`${server.origin}/board/${stageId}`)
    await phone.locator('[data-total]').first().waitFor()
    await desk.getByTestId('add-trial').click()
    await desk.getByTestId('trials').getByText(TRIAL).waitFor()
    await shot(desk, 'trial-desk')
    const third = await sit(desk, 'J3')
    const judges = [chief.page, a, third.page]
    await chief.page.getByRole('link', { name: '回到评分' }).click()
    for (const [i, page] of judges.entries()) {
      await choose(page, '选择选手', TRIAL)
      await page.locator('.judge-who .trial-tag').waitFor()
      expect(await page.getByRole('button', { name: '全组评分' }).isDisabled()).toBe(true)
      await level(page, 'C2.1', i === 2 ? 1 : 3)
      await level(page, 'C2.5', 2)
      await allSaved(page)
    }
    await choose(chief.page, '选择评分表', /^C2/)
    await card(chief.page, 'C2.2').getByRole('radio').first().click()
    for (const key of ['3', '.', '6'])
      await card(chief.page, 'C2.3').getByRole('button', { name: key, exact: true }).click()
    await card(chief.page, 'C2.3').getByRole('button', { name: '确认' }).click()
    await card(chief.page, 'C2.4')
      .getByRole('button', { name: /无扣分/ })
      .click()
    await card(chief.page, 'C2.6').getByRole('radio').first().click()
    await third.page.getByRole('button', { name: '全组评分' }).click()
    const marks = third.page.locator('dialog.trial')
    expect(await marks.locator('tbody tr').first().locator('td').allTextContents()).toEqual(['3', '3', '1', '差 2'])
    await shot(third.page, 'trial-panel')
    expect(await accessibilityFaults(third.page)).toEqual([])
    await marks.getByRole('button', { name: '关闭' }).click()
    expect(await phone.locator('body').textContent()).not.toMatch(TRIAL)
    expect(await phone.locator('[data-total]').count()).toBe(12)

    await chief.page.getByRole('link', { name: '锁定' }).click()
    await chief.page.getByRole('button', { name: /^T1 C2 / }).click()
    await chief.page.locator('.trial-marks').waitFor()
    expect(await chief.page.getByTestId('lock').isDisabled()).toBe(true)
    await shot(chief.page, 'trial-chief')
    expect(await accessibilityFaults(chief.page)).toEqual([])
    await desk.getByRole('link', { name: '控制台' }).first().click()
    await desk.getByTestId('trial-progress').getByText('试评').waitFor()
    await shot(desk, 'trial-console')
    expect(await accessibilityFaults(desk)).toEqual([])
    expect(browser.faults).toEqual([])
  })
})
