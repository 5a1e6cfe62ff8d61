import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
let page: Page
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await organizer.setUpOrganizer(page, server)
  await organizer.planStage(page, '职工职业技能大赛', '电气装置', '决赛')
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const row = (id: string) => page.locator(`tr[data-id="${id}"]`)
const total = () => page.getByTestId('rubric-total').locator('> b')
const inspector = () => page.getByTestId('rubric-inspector')
const field = (label: string) => inspector().getByRole('textbox', { name: label, exact: true })
const kept = () => page.getByTestId('rubric-keeping').filter({ hasText: '改动存于' }).waitFor()
const namesUnder = async (ids: readonly string[]) =>
  Promise.all(ids.map((id) => row(id).locator('.re-t').textContent()))

describe('the desk of a rubric', () => {
  it('writes one from nothing, moves rows by keys and by drag, takes steps back, and keeps every edit', async () => {
    await page.getByTestId('rubric-write').click()
    await page.getByTestId('rubric-start').click()
    await page.getByRole('button', { name: '模块', exact: true }).click()
    await field('名称').fill('配电箱安装')
    await page.getByRole('button', { name: '子项', exact: true }).click()
    await field('名称').fill('线路敷设')
    for (const [name, max] of [
      ['导线敷设工艺', '60'],
      ['端子紧固', '25.5'],
      ['接地电阻', '14'],
    ] as const) {
      await page.getByRole('button', { name: '评分点', exact: true }).click()
      await field('名称').fill(name)
      await field('满分').fill(max)
    }
    await expect.poll(() => total().textContent()).toBe('99.50')
    await field('满分').fill('14,5')
    await expect.poll(() => total().textContent()).toBe('100.00')

    await row('A1.1').click()
    await inspector().locator('[data-kind="judgement"]').click()
    await page.getByTestId('rubric-review').getByText('A1.1 缺第 0、1、2、3 档描述').waitFor()
    for (let level = 0; level < 4; level++) await field(`档次描述 ${level}`).fill(`第 ${level} 档`)

    await row('A1.3').click()
    await row('A1.3').press('Alt+ArrowUp')
    expect(await namesUnder(['A1.1', 'A1.2', 'A1.3'])).toEqual(['导线敷设工艺', '接地电阻', '端子紧固'])
    await row('A1.1').hover()
    const from = (await row('A1.1').locator('.re-grip').boundingBox())!
    const to = (await row('A1.3').boundingBox())!
    await page.mouse.move(from.x + 8, from.y + 8)
    await page.mouse.down()
    await page.mouse.move(to.x + 200, to.y + to.height - 4, { steps: 6 })
    await shot(page, 'rubric-drag')
    await page.mouse.up()
    expect(await namesUnder(['A1.1', 'A1.2', 'A1.3'])).toEqual(['接地电阻', '端子紧固', '导线敷设工艺'])
    await page.keyboard.press('Control+z')
    expect(await namesUnder(['A1.1', 'A1.2', 'A1.3'])).toEqual(['导线敷设工艺', '接地电阻', '端子紧固'])
    await kept()
    await page.reload()
    await expect.poll(() => total().textContent()).toBe('100.00')
    expect(await namesUnder(['A1.1', 'A1.2', 'A1.3'])).toEqual(['导线敷设工艺', '接地电阻', '端子紧固'])
    expect(await accessibilityFaults(page)).toEqual([])
    await shot(page, 'rubric-edit')
  })

  it('can be tried on a tablet, and nothing of that is sent', async () => {
    const [tablet] = await Promise.all([page.waitForEvent('popup'), page.getByTestId('rubric-try').click()])
    await tablet.setViewportSize({ width: 1180, height: 820 })
    await tablet.getByText('试看：评分不保存、不送出').waitFor()
    const posted: string[] = []
    tablet.on('request', (request) => request.method() !== 'GET' && posted.push(request.url()))
    for (const key of ['3', '1', '1']) await tablet.keyboard.press(key)
    await shot(tablet, 'rubric-try')
    await tablet.getByTestId('sign').click()
    await tablet.getByRole('dialog').waitFor()
    expect(await accessibilityFaults(tablet)).toEqual([])
    expect(posted).toEqual([])
    await tablet.close()
  })

  it('offers every kind with its figures, says what is wrong beside the figure, and freezes only what is whole', async () => {
    await row('A1.2').click()
    for (const kind of [
      'count',
      'choice',
      'difference',
      'range',
      'points',
      'scaled',
      'deduction',
      'timed',
      'veto',
      'imported',
    ]) {
      await inspector().locator(`[data-kind="${kind}"]`).click()
      await expect.poll(() => inspector().locator(`[data-kind="${kind}"]`).getAttribute('aria-pressed')).toBe('true')
      await shot(page, `rubric-kind-${kind}`)
    }
    await inspector().locator('[data-kind="points"]').click()
    await field('满分').fill('14.50')
    await field('步长').fill('zwei')
    await inspector().getByText('写成 1.25 这样的分数').waitFor()
    await field('步长').fill('0')
    await page.getByTestId('rubric-review').getByText('A1.2 步长必须大于 0').waitFor()
    expect(await page.getByTestId('rubric-freeze').isDisabled()).toBe(true)
    await field('步长').fill('0.5')
    await kept()
    await page.getByTestId('rubric-freeze').click()
    await page.getByTestId('rubric-freeze-yes').click()
    await page.getByTestId('rubric-anew').waitFor()
    await shot(page, 'rubric-frozen')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('starts the next draft from a frozen version, imports another, and compares the two', async () => {
    await page.getByTestId('rubric-anew').click()
    await page.getByTestId('rubric-freeze').waitFor()
    await row('A1.3').click()
    await field('名称').fill('端子紧固，抽查 12 点')
    await kept()
    await page.getByTestId('rubric-version').click()
    await page.getByTestId('rubric-versions').getByRole('button', { name: '与当前页比较' }).last().click()
    const table = page.getByTestId('rubric-comparison')
    await table.getByText('端子紧固，抽查 12 点').waitFor()
    expect(await table.locator('tbody tr').count()).toBe(1)
    await shot(page, 'rubric-comparison')
    await page.getByRole('button', { name: '返回评分标准' }).click()
    await page.getByTestId('rubric-import-open').click()
    await page.getByTestId('rubric-import-file').setInputFiles(resolve('fixtures/workbooks/mechatronics.xlsx'))
    await page.getByTestId('rubric-adopt').waitFor()
    await shot(page, 'rubric-import')
    await page.getByTestId('rubric-adopt').click()
    await page.getByTestId('rubric-version').filter({ hasText: '第 3 版' }).waitFor()
    await page.getByTestId('rubric-review').getByText('导入 mechatronics.xlsx 时').waitFor()
    await page.getByRole('button', { name: '切换语言' }).click()
    await shot(page, 'rubric-en')
    await page.getByRole('button', { name: 'Switch language' }).click()
  })

  it('tells two people who edit one draft of each other, and keeps the work of both', async () => {
    const other = await page.context().newPage()
    await other.setViewportSize({ width: 1440, height: 900 })
    await other.goto(page.url())
    await other.getByTestId('rubric-freeze').waitFor()
    const name = (on: Page) => on.getByTestId('rubric-inspector').getByRole('textbox', { name: '名称' })
    await name(other).fill('别人改的')
    await other.getByTestId('rubric-keeping').filter({ hasText: '改动存于' }).waitFor()
    await name(page).fill('我改的')
    const clash = page.getByTestId('rubric-clash')
    await clash.waitFor()
    await shot(page, 'rubric-clash')
    await clash.getByRole('button', { name: '把我的另存为草稿' }).click()
    await page.getByTestId('rubric-version').filter({ hasText: '第 4 版' }).waitFor()
    await expect.poll(() => name(page).inputValue(), { timeout: 20_000 }).toBe('我改的')
    await other.reload()
    await expect.poll(() => name(other).inputValue(), { timeout: 20_000 }).toBe('别人改的')
    expect(browser.faults).toEqual([])
  })
})
