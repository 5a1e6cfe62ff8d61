import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { chanceFrom } from '../../fixtures/robots/chance.ts'
import { opinionOf } from '../../fixtures/robots/opinion.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
let desk: Page
let tablet: Page
let stageId: string
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  desk = await context.newPage()
  desk.setDefaultTimeout(15_000)
  await organizer.setUpOrganizer(desk, server)
  stageId = await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
  await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
  await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
  await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
  await organizer.chooseFeed(desk, /随评随显/)
  await organizer.openStage(desk)
  await giveMarks()
  const judge = await browser.newContext({
    viewport: { width: 1180, height: 820 },
    hasTouch: true,
    colorScheme: 'light',
  })
  tablet = await judge.newPage()
  tablet.setDefaultTimeout(15_000)
  await tablet.goto(await organizer.seatLink(desk, 'J1'))
  await tablet.locator('[data-aspect="A1.1"]').waitFor()
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** Everything of the first eleven entries; nobody has marked the twelfth. */
async function giveMarks() {
  const chance = chanceFrom('amend')
  for (const label of ['J1', 'J2', 'J3']) {
    const robot = new RobotJudge(server.origin)
    await robot.enter(await organizer.seatLink(desk, label))
    const { entries, rubric, ownAspects } = await robot.view()
    const own = rubric.criteria
      .flatMap((criterion) => criterion.subCriteria.flatMap((sub) => sub.aspects))
      .filter(({ id }) => ownAspects.includes(id))
    for (const entry of [...entries].sort((a, b) => (a.code < b.code ? -1 : 1)).slice(1))
      await robot.send(
        own.map((aspect) => robot.mark(entry.id, aspect.id, opinionOf(chance, aspect, entry.code, label))),
      )
  }
}

const board = async (): Promise<Map<string, number | null>> => {
  const answer = await fetch(`${server.origin}/api/boards/${stageId}`)
  const { rows } = (await answer.json()) as BoardSnapshot
  return new Map(rows.map(({ label, total }) => [label, total]))
}
const pointsIn = (text: string): number => Math.round(Number(text) * 1000)
/** The totals before and after that the preview names. */
const foreseen = () =>
  desk
    .getByTestId('effect')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? '')))

describe('a faulty aspect of an open stage', () => {
  it('is annulled once the organizer has seen whose rank would move, and signs', async () => {
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.getByRole('link', { name: '更正评分点' }).click()
    await desk.getByRole('heading', { level: 1, name: '更正评分点' }).waitFor()
    await desk.getByLabel('选评分点').fill('A1.2')
    await desk.locator('button[data-aspect="A1.2"]').click()
    await desk.getByTestId('preview').click()
    await desk.getByTestId('effect').waitFor()
    const before = await board()
    const rows = await foreseen()
    expect(rows.length).toBeGreaterThan(0)
    const confirm = desk.getByTestId('confirm-amendment')
    expect(await confirm.isDisabled()).toBe(true)
    await desk.getByLabel(/^理由/).fill('图纸上 A1.2 的尺寸标错')
    await desk.getByLabel('签字人全名').fill('林慧')
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'amend-preview-zh')
    await confirm.click()
    await desk.getByText('A1.2 已处理，全部得分已重新计算。').waitFor()
    const after = await board()
    const moved = [...after.values()].filter((total) => total !== null).sort((a, b) => a! - b!)
    expect(moved).not.toEqual([...before.values()].filter((total) => total !== null).sort((a, b) => a! - b!))
    const told = rows.map(([, , total]) => pointsIn(total!)).filter(Number.isFinite)
    for (const total of told) expect(moved).toContain(total)
    expect(await desk.getByTestId('amendments').getByText('图纸上 A1.2 的尺寸标错').isVisible()).toBe(true)
    await shot(desk, 'amend-list-zh')
  })

  it('stands back on the tablet, says why, and is not waited for', async () => {
    const card = tablet.locator('section[data-aspect="A1.2"]')
    await tablet.locator('section[data-aspect="A1.2"][data-amended="annulled"]').waitFor()
    expect(await card.getByText('已作废').first().isVisible()).toBe(true)
    expect(await tablet.getByTestId('amended-A1.2').textContent()).toContain('图纸上 A1.2 的尺寸标错')
    expect(await card.locator('button').count()).toBe(0)
    expect(await accessibilityFaults(tablet)).toEqual([])
    await shot(tablet, 'amend-tablet-zh')
    await tablet.setViewportSize({ width: 820, height: 1180 })
    await shot(tablet, 'amend-tablet-portrait-zh')
    await tablet.setViewportSize({ width: 1180, height: 820 })
  })

  it('is corrected with fields of its kind; what cannot be is said before anybody asks', async () => {
    await desk.getByLabel('切换语言').click()
    await desk.getByLabel('Choose the aspect').fill('A1.1')
    await desk.locator('button[data-aspect="A1.1"]').click()
    await desk.locator('[data-way="corrected"]').click()
    await desk.getByLabel('Maximum', { exact: true }).fill('0')
    await desk.getByText('the maximum may not be 0').waitFor()
    expect(await desk.getByTestId('preview').isDisabled()).toBe(true)
    await desk.getByLabel('Maximum', { exact: true }).fill('6')
    await desk.getByTestId('preview').click()
    await desk.getByTestId('effect').waitFor()
    await desk.getByLabel(/^Reason/).fill('The drawing gives six points')
    await desk.getByLabel(/^Full name of the signer/).fill('Lin Hui')
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'amend-correct-en')
    await desk.getByTestId('confirm-amendment').click()
    await desk.getByText('A1.1 was amended').waitFor()
    await tablet.locator('section[data-aspect="A1.1"][data-amended="corrected"]').waitFor()
    expect(await tablet.locator('section[data-aspect="A1.1"] h2').textContent()).toMatch(/6\.00.*已更正/)
    await tablet.evaluate(() => localStorage.setItem('skillmark.language', 'en'))
    await tablet.reload()
    await tablet.locator('section[data-aspect="A1.1"]').getByText('Corrected').waitFor()
    await shot(tablet, 'amend-tablet-en')
    await tablet.setViewportSize({ width: 820, height: 1180 })
    await shot(tablet, 'amend-tablet-portrait-en')
  })

  it('is named on the page that explains a rank, with who signed', async () => {
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.locator('.matrix tbody th a').nth(1).click()
    const amended = desk.getByTestId('amended-aspects')
    await amended.waitFor()
    expect(await amended.locator('li').count()).toBe(2)
    expect(await amended.textContent()).toMatch(/Annulled: counts no more.*林慧.*Corrected.*Lin Hui/)
    await amended.scrollIntoViewIfNeeded()
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'amend-explain-en')
    await desk.setViewportSize({ width: 1440, height: 900 })
    await desk.emulateMedia({ colorScheme: 'dark' })
    await desk.goto(`${server.origin}/stages/${stageId}/amendments`)
    await desk.getByTestId('amendments').getByText('Lin Hui').waitFor()
    await shot(desk, 'amend-dark-en')
    expect(browser.faults).toEqual([])
  })
})
