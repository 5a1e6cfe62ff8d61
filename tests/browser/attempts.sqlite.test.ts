import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { SchemeView } from '#contract/schemes.ts'
import type { StageStandings } from '#contract/standings.ts'
import type { AspectId, EntryId, SubCriterionId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { points, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
let desk: Page
let stageId: string
const robots: RobotJudge[] = []
const entryOf = new Map<string, { readonly id: EntryId; readonly code: string }>()

const file = (name: string, text: string) => {
  const path = join(tmpdir(), `${process.pid}-${name}`)
  writeFileSync(path, text)
  return path
}

/** By name, attempt by attempt, what J1, J2 and J3 give: the middle one of each three counts. */
const MARKS: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
  // 8 × 2.5 × 3 + 7 × 2 × 3 = 60 + 42 = 102
  林岚: [
    [8, 7, 9],
    [6, 7.5, 7],
  ],
  // 9 × 2 × 3 + 1.5 = 55.5, and a void one
  周舟: [
    [9, 9, 8],
    [4, 4, 4],
  ],
}

/** One part in two attempts, added up; three judges, highest and lowest dropped. */
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' })
  desk = await context.newPage()
  desk.setDefaultTimeout(15_000)
  await organizer.setUpOrganizer(desk, server)
  stageId = await organizer.planStage(desk, '市技能大赛', '跳水', '决赛')
  await organizer.dropRubric(desk, file('rubric.json', JSON.stringify(rubricOf([points(10)]))))
  await organizer.dropRoster(desk, file('roster.csv', '姓名,单位\n林岚,甲队\n周舟,乙队'))
  await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈立行'])
  await organizer.chooseFeed(desk, /随评随显/)
  const at = `${server.origin}/api/stages/${stageId}/scheme`
  const { draft, version } = (await (await desk.request.get(at)).json()) as SchemeView
  const saved = await desk.request.put(at, {
    headers: { origin: server.origin },
    data: {
      from: version,
      draft: {
        ...draft,
        composition: { kind: 'added' },
        parts: [
          {
            id: 'dives',
            name: '跳水',
            criteria: ['A'],
            weight: '1',
            attempts: { take: 'sum', best: 1, planned: 2 },
            minimum: null,
            belowZero: false,
          },
        ],
        groups: [
          {
            panel: null,
            family: 'points',
            level: 'aspect',
            minSeats: 1,
            round: 'exact',
            factor: '1',
            factorRound: 'exact',
            counted: true,
            rule: { kind: 'trimmed', high: 1, low: 1, tooFew: 'incomplete' },
          },
        ],
      },
    },
  })
  expect([saved.status(), await saved.text()]).toEqual([200, expect.any(String)])
  await desk.reload()
  await organizer.openStage(desk)
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const enter = async (label: string) => {
  const judge = new RobotJudge(server.origin)
  await judge.enter(await organizer.seatLink(desk, label))
  return judge
}

describe('a part in attempts', () => {
  it('is a sheet for each attempt on the tablet, called by its number', async () => {
    for (const label of ['J2', 'J3']) robots.push(await enter(label))
    const context = await browser.newContext({ viewport: { width: 1180, height: 820 }, hasTouch: true })
    const tablet = await context.newPage()
    tablet.setDefaultTimeout(15_000)
    await tablet.goto(await organizer.seatLink(desk, 'J1'))
    await tablet.getByText('A1 第 1 次').first().waitFor()
    expect(await tablet.evaluate('document.body.innerText')).not.toContain('@')
    await shot(tablet, 'attempts-tablet')
    await tablet.setViewportSize({ width: 820, height: 1180 })
    await shot(tablet, 'attempts-tablet-upright')
    await tablet.setViewportSize({ width: 1180, height: 820 })
    await tablet.getByText('A1 第 1 次').first().click()
    await tablet.getByText('A1 第 2 次').first().waitFor()
    await shot(tablet, 'attempts-tablet-sheets')
    await context.close()
    robots.unshift(await enter('J1'))
    const { entries } = await robots[0]!.view()
    await desk.goto(`${server.origin}/stages/${stageId}/standings`)
    const list = desk.getByTestId('attempt-list')
    await list.waitFor()
    const read = await desk.request.get(`${server.origin}/api/stages/${stageId}/standings`)
    for (const { id, code, name } of ((await read.json()) as StageStandings).entries) entryOf.set(name, { id, code })
    expect(entries).toHaveLength(2)
    for (const [j, robot] of robots.entries()) {
      for (const [name, all] of Object.entries(MARKS)) {
        const { id } = entryOf.get(name)!
        const marks = all.map((given, i) =>
          robot.mark(id, `A1.1@${i + 1}` as AspectId, { kind: 'points', points: given[j]! * 1000 } as MarkValue),
        )
        expect((await robot.send(marks)).map(({ outcome }) => outcome)).toEqual(['accepted', 'accepted'])
      }
    }
  }, 120_000)

  it('takes its coefficients from a list that is looked at and signed, and by hand', async () => {
    const code = (name: string) => entryOf.get(name)!.code
    const list = desk.getByTestId('attempt-list')
    const rows = ['编号,次,难度,倍率', `${code('林岚')},1,2.5,3`, `${code('林岚')},2,2,3`, `${code('周舟')},1,2,3`]
    await list.getByLabel('或者粘贴表格').fill([...rows, `${code('周舟')},3,2,3`].join('\n'))
    await list.getByRole('button', { name: '读取' }).click()
    await list.getByTestId('attempts-faults').waitFor()
    expect(await list.getByTestId('attempts-faults').textContent()).toBe('第 5 行：没有第“3”次。')
    await list.getByRole('button', { name: '取消' }).click()
    await list.getByTestId('attempts-file').setInputFiles(file('难度.csv', rows.join('\n')))
    await list.getByText('要改动 3 次').waitFor()
    await list.getByLabel('签字人全名').fill('黎远舟')
    await list.scrollIntoViewIfNeeded()
    await shot(desk, 'attempts-list')
    expect(await accessibilityFaults(desk)).toEqual([])
    await list.getByRole('button', { name: '签字确认' }).click()
    await list.getByText('已改动 3 次。').waitFor()
    const rule = async (attempt: string, change: (form: ReturnType<Page['getByTestId']>) => Promise<void>) => {
      await desk.getByRole('button', { name: '登记一项' }).click()
      const form = desk.getByTestId('rule-form')
      await form.getByLabel('类别').selectOption('attempt')
      await form.getByRole('combobox', { name: '选手' }).selectOption({ label: `${code('周舟')} 周舟` })
      await form.getByLabel('第几次').selectOption(attempt)
      await change(form)
      await form.getByLabel('理由').fill('裁判长核对')
      await form.getByLabel('签字人全名').fill('黎远舟')
      await form.scrollIntoViewIfNeeded()
      await shot(desk, `attempts-by-hand-${attempt}`)
      await form.getByRole('button', { name: '签字确认' }).click()
      await form.waitFor({ state: 'detached' })
    }
    await rule('1', async (form) => {
      await form.getByText('现在：第 1 次：难度 2，倍率 3，基础分 0').waitFor()
      await form.getByLabel('基础分').fill('1.5')
    })
    await rule('2', (form) => form.getByLabel('作废').check())
    await desk.getByText('第 2 次作废').waitFor()
    expect(await desk.getByTestId('ruling').count()).toBe(5)
  }, 120_000)

  it('adds up as by hand on standings, board, explanation and in the bundle', async () => {
    for (const robot of robots)
      for (const { id } of entryOf.values())
        for (const sheet of ['A1@1', 'A1@2']) expect((await robot.sign(id, sheet)).status).toBe(200)
    const cells = [...entryOf.values()].flatMap(({ id }) =>
      ['A1@1', 'A1@2'].map((sub) => ({ entryId: id, subCriterionId: sub as SubCriterionId })),
    )
    for (const robot of robots) {
      const locked = await robot.post(`/api/seats/${robot.seatId}/locks`, { cells })
      if (locked.ok) expect(((await locked.json()) as { locked: number }).locked).toBe(4)
    }
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.getByText('A1 第 2 次').first().waitFor()
    await shot(desk, 'attempts-progress')
    const board = (await (await desk.request.get(`${server.origin}/api/boards/${stageId}`)).json()) as BoardSnapshot
    expect(board.rows.map(({ total, missing }) => [total, missing])).toEqual([
      [102_000, 0],
      [55_500, 0],
    ])
    await desk.goto(`${server.origin}/stages/${stageId}/standings`)
    await desk.getByText('102.00').waitFor()
    await shot(desk, 'attempts-standings')
    const bundle = await desk.request.get(`${server.origin}/api/stages/${stageId}/bundle.json`)
    const path = file('bundle.json', await bundle.text())
    const told = spawnSync(process.execPath, [resolve('server/cli/main.ts'), 'score', path, '--json'], {
      encoding: 'utf8',
    })
    const { entries } = JSON.parse(told.stdout) as { entries: { id: string; total: string }[] }
    const totals = Object.fromEntries(entries.map(({ id, total }) => [id, Number(total)]))
    expect(totals).toEqual({ [entryOf.get('林岚')!.code]: 102, [entryOf.get('周舟')!.code]: 55.5 })
    for (const name of ['林岚', '周舟']) {
      await desk.goto(`${server.origin}/stages/${stageId}/explain/${entryOf.get(name)!.id}`)
      await desk.getByText('第 2 次').first().waitFor()
      await shot(desk, `attempts-explain-${name === '林岚' ? 'sum' : 'void'}`)
    }
    await desk.getByRole('button', { name: '切换语言' }).click()
    await desk.getByText('Attempt 2').first().waitFor()
    await shot(desk, 'attempts-explain-en')
    await desk.goto(`${server.origin}/stages/${stageId}/standings`)
    await desk.getByRole('heading', { name: /Standings/ }).waitFor()
    await desk.setViewportSize({ width: 820, height: 1180 })
    await shot(desk, 'attempts-standings-en')
    expect(await desk.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
    expect(browser.faults).toEqual([])
  }, 120_000)
})
