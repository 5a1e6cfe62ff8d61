import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import { type AspectId, asId, type CriterionId } from '#domain/ids.ts'
import { ofThousandths } from '#domain/points.ts'
import type { Rubric } from '#domain/rubric.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { points, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const { criteria, ...rest } = rubricOf([points(100, 1)], [points(100, 1)])
const [theory, practical] = criteria[0]!.subCriteria
/** A1.1 theory and A2.1 practical work, each out of 100. */
const rubric: Rubric = {
  ...rest,
  criteria: [
    { id: asId<CriterionId>('T'), name: '应知', subCriteria: [theory!] },
    { id: asId<CriterionId>('P'), name: '应会', subCriteria: [practical!] },
  ],
}

let folder: string
let server: RunningServer
let browser: TestBrowser
let page: Page
let stageId: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scheme-'))
  await writeFile(join(folder, 'rubric.json'), JSON.stringify(rubric))
  server = await startServer()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, colorScheme: 'light' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await organizer.setUpOrganizer(page, server)
  stageId = await organizer.planStage(page, '市职工技能大赛', '电气装置', '决赛')
  await organizer.dropRubric(page, join(folder, 'rubric.json'))
  await organizer.dropRoster(page, resolve('fixtures/rosters/roster-12.csv'))
  await page.getByLabel('打分和折算怎样合成').selectOption('agreed')
  await organizer.seatJudges(page, ['黎远舟', '吴映辉', '陈默言'])
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

const total = (letter: string) => page.getByTestId(`tried-total-${letter}`).textContent()
const rank = (letter: string) => page.getByTestId(`tried-rank-${letter}`).textContent()
const card = (at: number) => page.getByTestId(`part-${at}`)
const standing = (words: RegExp) => page.getByTestId('scheme-standing').filter({ hasText: words }).waitFor()
const weigh = (at: number, weight: string) => card(at).getByRole('textbox', { name: '权重' }).fill(weight)
const saves = () => page.getByTestId('scheme-save')

describe('the desk of a scheme', () => {
  it('is one step on the page that prepares a stage, and says in short how it is scored', async () => {
    expect(await page.getByTestId('scheme-summary').locator('li').allTextContents()).toEqual([
      '整份评分标准为一部分，各评分点相加',
      '同分并列',
    ])
    await page.getByTestId('scheme-edit').click()
    await page.getByRole('heading', { name: /计分方案/ }).waitFor()
    await standing(/还没有人改过/)
    await expect.poll(() => total('A')).toBe('160.00')
    expect(await accessibilityFaults(page)).toEqual([])
  })

  it('takes a preset with its source, once it is told what is theory', async () => {
    await page.getByTestId('preset-union').click()
    const preset = page.getByTestId('preset-card')
    await preset.getByText(/南宁市 2011/).waitFor()
    expect(await page.getByTestId('preset-apply').isDisabled()).toBe(true)
    await preset.getByLabel('T 应知').check()
    await preset.getByText('套用后改变：合成方式、同分顺序、部分与权重').waitFor()
    await shot(page, 'scheme-preset')
    await page.getByTestId('preset-apply').click()
    await expect.poll(() => total('A')).toBe('80.00')
    expect(await page.getByTestId('tie-chain').textContent()).toContain('部分 实操，分高在前')
    expect(await rank('A')).toBe('并列第 1 名')
    await saves().click()
    await standing(/第 1 版，符立群/)
  })

  it('shows at once what a weight does to invented entries, against the scheme as saved', async () => {
    await expect.poll(() => total('B')).toBe('76.00')
    await weigh(0, '0.4')
    await page.getByText('各部分的权重相加必须等于 1。').waitFor()
    expect(await saves().isDisabled()).toBe(true)
    await weigh(1, '0.6')
    await expect.poll(() => total('B')).toBe('78.00')
    expect(await page.getByTestId('tried-B').locator('s').textContent()).toBe('76.00')
    await page.getByLabel('选手B P 应会 得分率').fill('90')
    await expect.poll(() => rank('B')).toBe('第 1 名')
    await shot(page, 'scheme-weight')
    await saves().click()
    await standing(/第 2 版/)
  })

  it('says beside its field what is wrong, in words, and explains every field', async () => {
    await page.getByRole('checkbox', { name: '有晋级' }).check()
    const percent = page.locator('[data-field="percent"]')
    await percent.getByRole('textbox').fill('101')
    await percent.getByText('百分比必须大于 0、不超过 100。').waitFor()
    await percent.getByRole('button', { name: /说明/ }).press('Enter')
    await percent.getByText(/按参加排名的人数计算/).waitFor()
    expect(await page.getByTestId('scheme-faults').textContent()).toContain('1 处要改')
    await shot(page, 'scheme-fault')
    expect(await accessibilityFaults(page)).toEqual([])
    await percent.getByRole('textbox').fill('50')
    await expect.poll(() => saves().isDisabled()).toBe(false)
  })

  it('moves tie-breaks by drag, by keys and by buttons', async () => {
    const chain = page.getByTestId('tie-chain')
    const links = async () =>
      (await chain.locator('[data-place] span').allTextContents()).map((words) => words.split('，')[0])
    await page.getByTestId('add-link').selectOption({ label: '抽签' })
    await page.getByTestId('add-link').selectOption({ label: '部分 理论，分高在前' })
    await expect.poll(links).toEqual(['部分 实操', '抽签', '部分 理论'])
    await chain.getByRole('button', { name: '上移 部分 理论，分高在前' }).click()
    await expect.poll(links).toEqual(['部分 实操', '部分 理论', '抽签'])
    await chain.getByRole('button', { name: '拖动 抽签' }).press('ArrowUp')
    await expect.poll(links).toEqual(['部分 实操', '抽签', '部分 理论'])
    const grip = (await chain.getByRole('button', { name: '拖动 抽签' }).boundingBox())!
    const to = (await chain.locator('[data-place="2"]').boundingBox())!
    await page.mouse.move(grip.x + 10, grip.y + 10)
    await page.mouse.down()
    await page.mouse.move(to.x + 60, to.y + 20, { steps: 5 })
    await page.mouse.up()
    await expect.poll(links).toEqual(['部分 实操', '部分 理论', '抽签'])
    await page.keyboard.press('Control+z')
    await expect.poll(links).toEqual(['部分 实操', '抽签', '部分 理论'])
  })

  it('names whoever saved in between, and keeps both', async () => {
    const other = await page.context().newPage()
    await other.goto(`${server.origin}/stages/${stageId}/scheme`)
    await other.getByRole('checkbox', { name: '总分可以低于 0' }).check()
    await other.getByTestId('scheme-save').click()
    await other.getByTestId('scheme-standing').filter({ hasText: '第 3 版' }).waitFor()
    await other.close()
    await saves().click()
    await page.getByTestId('scheme-problem').filter({ hasText: '符立群 刚刚也保存了计分方案（第 3 版）' }).waitFor()
    await page.getByRole('button', { name: '保留我的改动，再存一版' }).click()
    await standing(/第 4 版/)
  })

  it('puts an earlier version into the form again, to be saved as a new one', async () => {
    await page.getByTestId('scheme-version').click()
    const versions = page.getByTestId('scheme-versions')
    expect(await versions.locator('li').count()).toBe(5)
    await shot(page, 'scheme-versions')
    await versions.locator('li', { hasText: '第 2 版' }).getByRole('button').click()
    await page.getByText('第 2 版已放到表单里').waitFor()
    await saves().click()
    await standing(/第 5 版/)
  })

  it.each([
    [1180, 820],
    [820, 1180],
  ] as const)('fits %i × %i, in both languages, by day and by night', async (width, height) => {
    await page.setViewportSize({ width, height })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      for (const language of ['zh-CN', 'en']) {
        await page.evaluate('scrollTo(0, 0)')
        await shot(page, `scheme-${width}-${language}-${colorScheme}`)
        await page.evaluate('scrollTo(0, 900)')
        await shot(page, `scheme-${width}-${language}-${colorScheme}-below`)
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width)
        if (language === 'en') expect(await accessibilityFaults(page)).toEqual([])
        await page.getByRole('button', { name: /切换语言|Switch language/ }).click()
      }
    }
    await page.emulateMedia({ colorScheme: 'light' })
  })

  it('is frozen at the opening, can then only be read, and the board scores by it: 40 % of 80 and 60 % of 90 are 86', async () => {
    await page.setViewportSize({ width: 1180, height: 820 })
    await page.goto(`${server.origin}/stages/${stageId}`)
    await page.getByTestId('scheme-summary').getByText('理论 40 %、实操 60 %，合成 100.00 分').waitFor()
    await shot(page, 'scheme-step')
    await organizer.chooseFeed(page, /随评随显/)
    await organizer.openStage(page)
    const robot = new RobotJudge(server.origin)
    await robot.enter(await organizer.seatLink(page, 'J1'))
    const { entries } = await robot.view()
    const mark = (aspect: string, n: number) =>
      robot.mark(entries[0]!.id, asId<AspectId>(aspect), { kind: 'points', points: ofThousandths(n * 1000) })
    await robot.send([mark('A1.1', 80), mark('A2.1', 90)])
    const totals = async () => {
      const board = (await (await fetch(`${server.origin}/api/boards/${stageId}`)).json()) as BoardSnapshot
      return board.rows.map((row) => row.total)
    }
    await expect.poll(totals).toContain(86_000)
    await page.goto(`${server.origin}/stages/${stageId}/scheme`)
    await standing(/开赛时已冻结/)
    expect(await page.getByTestId('scheme-form').locator('input:enabled, select:enabled').count()).toBe(0)
    expect(await saves().count()).toBe(0)
    await shot(page, 'scheme-frozen')
    expect(browser.faults).toEqual([])
  })
})
