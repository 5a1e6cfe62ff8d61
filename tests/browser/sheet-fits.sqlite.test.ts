import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
let judge: Page
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await organizer.setUpOrganizer(desk, server)
  await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
  await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
  await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
  await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
  await organizer.openStage(desk)
  judge = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage()
  await judge.goto(await organizer.seatLink(desk, 'J1'))
  await judge.locator('.judge-card').first().waitFor()
  await judge.getByRole('button', { name: '选择评分表' }).click()
  await judge.getByRole('dialog').getByRole('button', { name: /^C2/ }).click()
  await judge.locator('[data-aspect="C2.6"]').waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** What a judge would miss on this sheet without scrolling, and every target that is too small for a glove. */
const missed = (page: Page) =>
  page.evaluate(`(() => {
    const boxes = [...document.querySelectorAll('.judge-main button:not(.judge-figure), .judge-card')]
    const end = document.querySelector('.judge-dock').getBoundingClientRect().top
    const nameOf = (element) => element.dataset.aspect ?? element.textContent.trim()
    const isCut = (box) => box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1
    const isSmall = (button) => {
      const { width, height } = button.getBoundingClientRect()
      return width > 0 && (width < 56 || height < 56)
    }
    return {
      below: boxes.filter((box) => box.getBoundingClientRect().bottom > end).map(nameOf),
      cut: boxes.filter(isCut).map(nameOf),
      small: [...document.querySelectorAll('.judge > * button')].filter(isSmall).map(nameOf),
    }
  })()`)

/** The cards as the eye reads them: row by row, from the left. */
const asRead = (page: Page) =>
  page.evaluate(`[...document.querySelectorAll('[data-aspect]')]
    .map((card) => ({ id: card.dataset.aspect, box: card.getBoundingClientRect() }))
    .sort((a, b) => Math.round(a.box.top - b.box.top) || a.box.left - b.box.left)
    .map(({ id }) => id)`)

describe('a sheet of six aspects', () => {
  it.each([
    [1180, 820],
    [1180, 740],
    [820, 1180],
    [820, 1106],
  ])('is seen whole on a tablet of %i × %i, in the order of its aspects', async (width, height) => {
    for (const language of ['zh-CN', 'en']) {
      await judge.setViewportSize({ width, height })
      if ((await judge.locator('html').getAttribute('lang')) !== language)
        await judge.getByRole('button', { name: /Switch language|切换语言/ }).click()
      await judge.waitForTimeout(200)
      await shot(judge, `sheet-${width}x${height}-${language}`)
      expect(await missed(judge), language).toEqual({ below: [], cut: [], small: [] })
      expect(await asRead(judge), language).toEqual(['C2.1', 'C2.2', 'C2.3', 'C2.4', 'C2.5', 'C2.6'])
      expect(await accessibilityFaults(judge), language).toEqual([])
    }
  })

  it('keeps what undoes a mark far from what commits the sheet', async () => {
    await judge.setViewportSize({ width: 820, height: 1180 })
    const boxes = await Promise.all(
      ['.judge-aside button:last-of-type', '.judge-dock .commit'].map((one) =>
        judge.locator(one).first().boundingBox(),
      ),
    )
    const [undoes, commits] = boxes
    expect(commits!.x - undoes!.x - undoes!.width).toBeGreaterThan(56)
  })
})

describe('a signature', () => {
  it('that is given without a line says when it was given, and that it has not arrived', async () => {
    await judge.setViewportSize({ width: 1180, height: 820 })
    if ((await judge.locator('html').getAttribute('lang')) !== 'zh-CN')
      await judge.getByRole('button', { name: 'Switch language' }).click()
    const card = (id: string) => judge.locator(`[data-aspect="${id}"]`)
    for (const id of ['C2.1', 'C2.2', 'C2.5', 'C2.6']) await card(id).getByRole('radio').first().click()
    await card('C2.3').getByRole('button', { name: '4', exact: true }).click()
    await card('C2.3').getByRole('button', { name: '确认' }).click()
    await card('C2.4').getByRole('button', { name: '无扣分，确认' }).click()
    await judge.getByText('全部已保存').waitFor()
    await judge.context().setOffline(true)
    await judge.getByTestId('sign').click()
    const field = (await judge.locator('.judge-ink').boundingBox())!
    await judge.mouse.move(field.x + 80, field.y + 80)
    await judge.mouse.down()
    await judge.mouse.move(field.x + 240, field.y + 120)
    await judge.mouse.up()
    await judge.getByTestId('confirm-sign').click()
    await judge.getByText(/^\d\d:\d\d:\d\d 已签名，尚未送达/).waitFor()
    await judge.context().setOffline(false)
    await judge.getByText(/^已签名 · \d\d:\d\d:\d\d 送达/).waitFor({ timeout: 40_000 })
  })
})

describe('a tablet in daylight', () => {
  it('keeps its theme on the page where sheets are locked, and after a reload', async () => {
    const theme = () => judge.locator('html').getAttribute('data-theme')
    await judge.getByRole('button', { name: /强光模式|Sunlight/ }).click()
    expect(await theme()).toBe('glare')
    await judge.setViewportSize({ width: 1180, height: 740 })
    await judge.waitForTimeout(200)
    await shot(judge, 'sheet-1180x740-glare')
    expect(await missed(judge)).toEqual({ below: [], cut: [], small: [] })
    await judge.getByRole('link', { name: /锁定|Lock/ }).click()
    await judge.getByTestId('lock').waitFor()
    expect(await theme()).toBe('glare')
    await judge.reload()
    await judge.getByTestId('lock').waitFor()
    expect(await theme()).toBe('glare')
    await shot(judge, 'chief-glare')
    expect(browser.faults).toEqual([])
  })
})
