import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SeatView } from '#contract/seats.ts'
import type { AspectId } from '#domain/ids.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { openDatabase } from '../../server/db/open.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { imported, points, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
let desk: Page
let stageId: string
let recorder: RobotJudge
let seat: SeatView

const file = (name: string, text: string) => {
  const path = join(tmpdir(), `${process.pid}-${name}`)
  writeFileSync(path, text)
  return path
}
const ROSTER = [
  '姓名,单位,组别',
  '林岚,甲厂,职工组',
  '周舟,乙厂,职工组',
  '陈默,丙厂,职工组',
  '吴桐,丁厂,职工组',
  '许诺,甲校,学生组',
  '方圆,乙校,学生组',
].join('\n')
const PRACTICAL = [90, 90, 80, 70, 60, 50] // with 60, 60, 70, 65.5, 80 in theory three of them stand at 150

/** A theory paper of 100 and a practical of 100; two divisions, no shared first rank, one of each division goes on. */
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  desk = await context.newPage()
  desk.setDefaultTimeout(15_000)
  await organizer.setUpOrganizer(desk, server)
  stageId = await organizer.planStage(desk, '市职工技能大赛', '电工', '决赛')
  await organizer.dropRubric(desk, file('rubric.json', JSON.stringify(rubricOf([imported(100)], [points(100)]))))
  await organizer.dropRoster(desk, file('roster.csv', ROSTER))
  await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈立行'])
  await organizer.chooseFeed(desk, /随评随显/)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const codeOf = (name: string) => seat.entries.find((entry) => entry.id === idOf.get(name))!.code
const idOf = new Map<string, string>()

/** The stage's scheme as its organizer would have written it. */
async function openWithScheme() {
  await organizer.openStage(desk)
  const db = await openDatabase(server.where, () => undefined)
  const { scheme } = await db.selectFrom('stage').select('scheme').executeTakeFirstOrThrow()
  const part = {
    id: 'all',
    name: '总评',
    criteria: ['A'],
    weight: '1',
    attempts: null,
    minimum: 60_000,
    belowZero: false,
  }
  const more = {
    parts: [part],
    divisions: ['职工组', '学生组'],
    sharedRanksForbidden: { from: 1, to: 3 },
    advancement: { first: 1, percent: null, minimum: null, perOrganization: null, reserves: 1 },
  }
  await db
    .updateTable('stage')
    .set({ scheme: JSON.stringify({ ...JSON.parse(scheme ?? '{}'), ...more }) })
    .execute()
  for (const { id, name } of await db.selectFrom('entry').select(['id', 'name']).execute()) idOf.set(name, id)
  await db.destroy()
  await server.kill()
  await server.restart()
  await desk.reload()
  for (const label of ['J1', 'J2', 'J3']) {
    const judge = new RobotJudge(server.origin)
    await judge.enter(await organizer.seatLink(desk, label))
    const view = await judge.view()
    if (label === 'J1') {
      recorder = judge
      seat = view
    }
    const marks = ['林岚', '周舟', '陈默', '吴桐', '许诺', '方圆'].map((name, i) =>
      judge.mark(idOf.get(name) as never, 'A2.1' as AspectId, {
        kind: 'points',
        points: (PRACTICAL[i]! * 1000) as never,
      }),
    )
    await judge.send(marks)
  }
}

describe('the desk of an organizer', () => {
  it('shows the divisions that came with the roster, and changes one until the stage opens', async () => {
    const entries = desk.getByTestId('entries')
    const field = entries.getByLabel('方圆 组别')
    const put = async (division: string) => {
      await field.fill(division)
      await Promise.all([desk.waitForResponse(/\/division$/), field.press('Enter')])
      await desk.reload()
      await field.waitFor()
      expect(await field.inputValue()).toBe(division)
    }
    expect(await field.inputValue()).toBe('学生组')
    await put('职工组')
    await put('学生组')
    await shot(desk, 'standings-divisions')
    await openWithScheme()
    await desk.reload()
    await entries.getByText('学生组').first().waitFor()
    expect(await entries.getByText('学生组').count()).toBe(2)
    expect(await entries.getByLabel('方圆 组别').count()).toBe(0)
  }, 120_000)

  it('takes a theory paper over once its faults are mended, and shows what a changed one changes', async () => {
    const rows = (given: Record<string, string>) =>
      ['加密号,姓名,成绩', ...Object.entries(given).map(([name, n]) => `${codeOf(name)},${name},${n}`)].join('\n')
    const good = { 林岚: '60', 周舟: '60', 陈默: '70', 吴桐: '65.5', 许诺: '80' }
    const step = desk.getByTestId('points-step')
    await step.getByTestId('points-file').setInputFiles(file('理论.csv', rows({ ...good, 陈默: '七十', 方圆: '101' })))
    const faults = step.getByTestId('points-faults').locator('li')
    await faults.first().waitFor()
    expect(await faults.allTextContents()).toEqual([
      '第 4 行：“七十”不是 0 以上的数。',
      '第 7 行：“101”超过满分 100.00。',
    ])
    expect(await step.getByTestId('points-accept').count()).toBe(0)
    await step.scrollIntoViewIfNeeded()
    await shot(desk, 'imports-faults')
    expect(await accessibilityFaults(desk)).toEqual([])
    await step.getByRole('button', { name: '取消' }).click()
    await step.getByTestId('points-file').setInputFiles(file('理论.csv', rows(good)))
    await step.getByText('文件里没有成绩的选手').waitFor()
    await shot(desk, 'imports-preview')
    await step.getByTestId('points-accept').click()
    await step.getByText('已写入 5 个成绩。').waitFor()
    await step.getByLabel('或者粘贴表格').fill(rows({ ...good, 林岚: '60.5', 方圆: '75' }))
    await step.getByRole('button', { name: '读取' }).click()
    await step.getByText('4 个成绩已经是这样').waitFor()
    expect(await step.locator('tbody tr').allInnerTexts()).toEqual([
      expect.stringMatching(/林岚.*60\.00.*60\.50/s),
      expect.stringMatching(/方圆.*–.*75\.00/s),
    ])
    await step.getByRole('button', { name: '取消' }).click()
    await step.getByLabel('或者粘贴表格').fill(rows({ 方圆: '75' }))
    await step.getByRole('button', { name: '读取' }).click()
    await step.getByTestId('points-accept').click()
    await step.getByText('已写入 1 个成绩。').waitFor()
    expect(await step.getByTestId('points-brought').locator('li').count()).toBe(2)
    const { marks } = await recorder.view()
    expect(marks.filter(({ aspectId }) => aspectId === 'A1.1')).toHaveLength(6)
  })

  it('stops at a tie across the line until the chief judge decides, for all who share it at once', async () => {
    await desk.goto(`${server.origin}/stages/${stageId}`)
    await desk.getByRole('link', { name: '名次', exact: true }).click()
    const rows = desk.getByTestId('ranking').first().locator('tbody tr')
    await rows.first().waitFor()
    const stops = desk.getByTestId('stop')
    expect(await stops.allInnerTexts()).toEqual([
      expect.stringContaining('职工组 并列第 1 名，这个名次不允许并列。'),
      expect.stringContaining('职工组 并列在晋级线上：3 名选手，只剩 1 个名额。'),
    ])
    expect((await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^1 .* 150\.00 达到 待裁决/),
      expect.stringMatching(/^1 .* 150\.00 达到 待裁决/),
      expect.stringMatching(/^1 .* 150\.00 达到 待裁决/),
      expect.stringMatching(/^4 .* 135\.50 达到 递补 1/),
    ])
    await shot(desk, 'standings-stop')
    expect(await accessibilityFaults(desk)).toEqual([])
    const stop = stops.first()
    expect(await stop.getByRole('button', { name: '全部晋级' }).count()).toBe(0)
    const cut = stops.nth(1)
    await cut.getByRole('button', { name: '全部晋级' }).click()
    await cut.getByText('3 名选手全部晋级，名额可以超出。').waitFor()
    await cut.getByLabel('理由').fill('场地够用')
    await cut.getByLabel('签字人全名').fill('黎远舟')
    await shot(desk, 'standings-all-go-on')
    await cut.getByRole('button', { name: '签字确认' }).click()
    await rows.filter({ hasText: /晋级/ }).nth(2).waitFor()
    expect(await stops.count()).toBe(1)
    expect(await desk.getByTestId('ruling').allInnerTexts()).toEqual(
      Array.from({ length: 3 }, () => expect.stringContaining('晋级线上并列，裁决晋级')),
    )
    await shot(desk, 'standings-all-went-on')
    // Whoever draws lots all the same sets them apart: then nothing is left to stop at.
    await stop.getByRole('button', { name: '抽签' }).click()
    for (const [name, n] of [
      ['林岚', 3],
      ['周舟', 1],
      ['陈默', 2],
    ] as const)
      await stop.getByLabel(new RegExp(`${name} 的号`)).fill(String(n))
    const sign = stop.getByRole('button', { name: '签字确认' })
    expect(await sign.isDisabled()).toBe(true)
    await stop.getByLabel('理由').fill('当众抽签')
    await stop.getByLabel('签字人全名').fill('黎远舟')
    await shot(desk, 'standings-deciding')
    await sign.click()
    await desk.getByText('没有并列等待裁决。').waitFor()
    expect((await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '))).toEqual([
      expect.stringMatching(/^1 .* 周舟 .* 晋级/),
      expect.stringMatching(/^2 .* 陈默 .* 递补 1/),
      expect.stringMatching(/^3 .* 林岚/),
      expect.stringMatching(/^4 .* 吴桐/),
    ])
    expect(await desk.getByTestId('ruling').count()).toBe(6)
    await shot(desk, 'standings-decided')
  })

  it('records a penalty, which the board takes off and the explanation names with reason and signer', async () => {
    await desk.getByRole('button', { name: '登记一项' }).click()
    const form = desk.getByTestId('rule-form')
    await form.getByLabel('选手').selectOption({ label: `${codeOf('许诺')} 许诺` })
    await form.getByLabel('扣几分').fill('1.2345')
    await form.getByText('最多三位小数').waitFor()
    await form.getByLabel('扣几分').fill('2.5')
    await form.getByLabel('理由').fill('未戴绝缘手套')
    await form.getByLabel('签字人全名').fill('黎远舟')
    await form.scrollIntoViewIfNeeded()
    await shot(desk, 'standings-penalty')
    await form.getByRole('button', { name: '签字确认' }).click()
    await desk.getByText('扣分 −2.50').waitFor()
    const students = desk.getByTestId('ranking').nth(1)
    await students.getByText('137.50').waitFor()
    const board = await desk.context().newPage()
    await board.goto(`${server.origin}/board/${stageId}`)
    await board.getByText('137.50').first().waitFor()
    await board.close()
    await students.locator('tbody tr').first().getByRole('link').click()
    const correction = desk.getByTestId('correction')
    await correction.waitFor()
    expect((await correction.allInnerTexts()).join().replace(/\s+/g, ' ')).toBe('扣分 −2.50 未戴绝缘手套，黎远舟 签字')
    expect(await desk.getByTestId('total-work').allInnerTexts()).toEqual(['总分 = 80.00 + 60.00 − 2.50 = 137.50'])
    await shot(desk, 'explain-penalty')
    await desk.goBack()
    const ruling = desk.getByTestId('ruling').filter({ hasText: '−2.50' })
    await ruling.getByRole('button', { name: /撤回/ }).click()
    await ruling.getByLabel('理由').fill('手套在工位上')
    await ruling.getByLabel('签字人全名').fill('吴映辉')
    await ruling.getByRole('button', { name: '撤回', exact: true }).click()
    await ruling.getByText('已撤回：手套在工位上').waitFor()
    await desk.getByTestId('ranking').nth(1).getByText('140.00').waitFor()
  })

  it('reads well in both languages, upright and on paper', async () => {
    await desk.setViewportSize({ width: 820, height: 1180 })
    await shot(desk, 'standings-upright')
    expect(await desk.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    await desk.getByRole('button', { name: '切换语言' }).click()
    await desk.getByRole('heading', { name: /Standings/ }).waitFor()
    await shot(desk, 'standings-upright-en')
    expect(await accessibilityFaults(desk)).toEqual([])
    await desk.setViewportSize({ width: 1440, height: 900 })
    await shot(desk, 'standings-en')
    await desk.emulateMedia({ media: 'print' })
    await shot(desk, 'standings-print')
    await desk.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    await desk.goto(`${server.origin}/stages/${stageId}`)
    await desk.getByTestId('points-brought').scrollIntoViewIfNeeded()
    await shot(desk, 'imports-en-dark')
    expect(browser.faults).toEqual([])
  })
})
