import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ofThousandths } from '#domain/points.ts'
import type { Rubric } from '#domain/rubric.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { type ARule, imported, rubricOf, scaled, vetoOf, yesNo } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const minus = (points: number) => ofThousandths(points * 1000)
const timedFrom = (max: number, limit: number) =>
  ({ kind: 'timed', max, limit, start: minus(max), floor: minus(0), bonus: null }) as const
const lasting: ARule = {
  ...timedFrom(28, 1_200_000),
  stop: { at: 1_800_000, effect: 'aspect-nought' },
  over: { by: 'units', amount: minus(2), per: 60_000, units: 'begun', cap: minus(10) },
}
const brief: ARule = {
  ...timedFrom(10, 180_000),
  stop: null,
  over: {
    by: 'table',
    steps: [
      { upTo: 30_000, deduct: minus(1) },
      { upTo: 60_000, deduct: minus(3) },
      { upTo: null, deduct: minus(10) },
    ],
  },
}
const NAMES: Readonly<Record<string, string>> = {
  'A1.1': '操作规范与熟练程度',
  'A1.2': '综合印象',
  'A1.3': '救护全程用时',
  'A1.4': '理论成绩',
  'A1.5': '误伤伤员',
  'A2.1': '止血带标注时间',
  'A2.2': '包扎用时',
  'A2.3': '代做或作弊',
}
const plain = rubricOf(
  [scaled('0', '6'), scaled('0', '10', '0.1', '1'), lasting, imported(30, '理论考试成绩表'), vetoOf('siblings')],
  [yesNo(20), brief, vetoOf('entry')],
)
const rubric: Rubric = {
  ...plain,
  title: '应急救护',
  criteria: plain.criteria.map((criterion) => ({
    ...criterion,
    subCriteria: criterion.subCriteria.map((sub) => ({
      ...sub,
      aspects: sub.aspects.map((aspect) => ({ ...aspect, name: NAMES[aspect.id] ?? aspect.name })),
    })),
  })),
}

let server: RunningServer
let browser: TestBrowser
let judge: Page
let stageId: string
const folder = mkdtempSync(join(tmpdir(), 'skillmark-kinds-'))
beforeAll(async () => {
  const file = join(folder, 'rubric.json')
  writeFileSync(file, JSON.stringify(rubric))
  server = await startServer()
  browser = await openBrowser()
  const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
  await organizer.setUpOrganizer(desk, server)
  stageId = await organizer.planStage(desk, '市职工技能大赛', '应急救护', '决赛')
  await organizer.dropRubric(desk, file)
  await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
  await desk.getByLabel('打分和折算怎样合成').selectOption('agreed')
  await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
  await organizer.chooseFeed(desk, /随评随显/)
  await organizer.openStage(desk)
  const tablet = await browser.newContext({ viewport: { width: 1180, height: 820 }, hasTouch: true })
  judge = await tablet.newPage()
  await judge.goto(await organizer.seatLink(desk, 'J1'))
  await judge.locator('.judge-card').first().waitFor()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const card = (id: string) => judge.locator(`[data-aspect="${id}"]`)
const given = (id: string) =>
  judge.locator('.judge-asp', { has: judge.getByText(id, { exact: true }) }).locator('.judge-v')
const saved = () => judge.locator('.judge-pips i[data-save="saved"]').count()
const toSheet = async (id: string) => {
  await judge.getByRole('button', { name: /选择评分表|Choose a mark sheet/ }).tap()
  await judge
    .getByRole('dialog')
    .getByRole('button', { name: new RegExp(`^${id}`) })
    .tap()
  await card(`${id}.1`).waitFor()
}
/** The only pad on the sheet. */
const tapPad = async (keys: readonly string[]) => {
  for (const key of keys) await judge.locator('.judge-pad').getByRole('button', { name: key, exact: true }).tap()
}
const type = async (...keys: readonly string[]) => {
  for (const key of keys) await judge.keyboard.press(key)
}
const speak = async (language: string) => {
  if ((await judge.locator('html').getAttribute('lang')) !== language)
    await judge.getByRole('button', { name: /Switch language|切换语言/ }).tap()
  await judge.waitForTimeout(200)
}
const sign = async () => {
  await judge.getByTestId('sign').tap()
  const field = (await judge.locator('.judge-ink').boundingBox())!
  await judge.mouse.move(field.x + 80, field.y + 80)
  await judge.mouse.down()
  await judge.mouse.move(field.x + 240, field.y + 120)
  await judge.mouse.up()
  await judge.getByTestId('confirm-sign').tap()
  await judge.getByText(/已签名 · .* 送达|Signed, received/).waitFor()
}
/** The totals of the public board, highest first. */
const totals = async () => {
  const answer = await fetch(`${server.origin}/api/boards/${stageId}`)
  const { rows } = (await answer.json()) as { rows: { total: number | null; missing: number }[] }
  return rows.filter(({ missing }) => missing === 0).map(({ total }) => total)
}

/** What lies below the fold or is cut, and every target that is too small for a glove. */
const missed = () =>
  judge.evaluate(`(() => {
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

const looks = async (name: string) => {
  const { width, height } = judge.viewportSize()!
  for (const language of ['en', 'zh-CN']) {
    await speak(language)
    await shot(judge, `kinds-${name}-${width}x${height}-${language}`)
    expect(await missed(), `${name} ${width} ${language}`).toEqual({ below: [], cut: [], small: [] })
    expect(await accessibilityFaults(judge), `${name} ${width} ${language}`).toEqual([])
  }
}

describe('grades, times, vetoes and numbers from a list', () => {
  it('are seen whole on a tablet either way up', async () => {
    for (const sheet of ['A1', 'A2']) {
      await toSheet(sheet)
      for (const [width, height] of [
        [820, 1180],
        [1180, 820],
      ] as const) {
        await judge.setViewportSize({ width, height })
        await judge.waitForTimeout(200)
        await looks(`empty-${sheet}`)
      }
    }
  })

  it('are marked by touch, a veto only after its question, and the board follows', async () => {
    await toSheet('A1')
    await card('A1.1').getByRole('radio', { name: '4.5', exact: true }).tap()
    await card('A1.2').locator('.judge-figure').tap()
    const enterKey = () => judge.locator('.judge-pad .judge-ok').boundingBox()
    const still = await enterKey()
    await tapPad(['8', '.', '7'])
    await judge.locator('.judge-pad').getByRole('button', { name: '确认' }).tap()
    // The pad goes on to the time by itself; what follows at once would be the same tap.
    await judge.waitForTimeout(350)
    await tapPad(['2', '1', '7', '5'])
    expect(await card('A1.3').locator('.judge-figure').textContent()).toBe('21:75')
    expect(await enterKey()).toEqual(still)
    await card('A1.3').getByText('秒数不超过 59').waitFor()
    expect(await judge.locator('.judge-pad .judge-ok').isDisabled()).toBe(true)
    await looks('past-minute')
    await judge.locator('.judge-pad').getByRole('button', { name: '退格' }).tap()
    await judge.locator('.judge-pad').getByRole('button', { name: '退格' }).tap()
    await tapPad(['3', '5', '.', '5'])
    await judge.locator('.judge-pad').getByRole('button', { name: '确认' }).tap()
    await judge.waitForTimeout(350)
    await tapPad(['2', '5', '.', '5'])
    await judge.locator('.judge-pad').getByRole('button', { name: '确认' }).tap()

    const veto = card('A1.5')
    const raise = veto.getByRole('radio', { name: '否决', exact: true })
    const before = (await raise.boundingBox())!
    await raise.tap()
    await veto.getByText('确定否决？A1 其他评分点得 0 分').waitFor()
    await judge.getByText('A1.5 的否决还没有确认').waitFor()
    expect(await veto.getByRole('button', { name: '返回' }).boundingBox()).toEqual(before)
    await looks('asking')
    await veto.getByRole('button', { name: '返回' }).tap()
    expect(await given('A1.5').textContent()).toBe('—')
    await veto.getByRole('radio', { name: '不否决' }).tap()
    await expect.poll(saved).toBe(5)
    await looks('marked')
    expect(await Promise.all(['A1.1', 'A1.2', 'A1.3', 'A1.4', 'A1.5'].map((id) => given(id).textContent()))).toEqual([
      '4.5',
      '8.7',
      '21:35.50',
      '25.50',
      '不否决',
    ])
    await sign()

    await toSheet('A2')
    await card('A2.1').getByRole('radio', { name: /^是/ }).tap()
    await tapPad(['3', '1', '2'])
    await judge.locator('.judge-pad').getByRole('button', { name: '确认' }).tap()
    await card('A2.3').getByRole('radio', { name: '不否决' }).tap()
    await expect.poll(saved).toBe(3)
    await sign()
    // 4.5 × 2, 8.7, 28 − 2 × 2 begun minutes, 25.5, 20, 10 − 1
    await expect.poll(totals).toEqual([96_200])
  })

  it('are marked by the keypad alone, and a raised veto makes nought what it reaches', async () => {
    await judge.setViewportSize({ width: 820, height: 1180 })
    await toSheet('A1')
    await type('*', '3', 'Enter', '9', '.', '1', 'Enter', '1', '9', '0', '0', 'Enter', '1', '8', '.', '2', '5', 'Enter')
    await type('1')
    await card('A1.5').getByText('确定否决？').waitFor()
    await looks('asking-by-keypad')
    await type('Enter')
    await expect.poll(saved).toBe(5)
    expect(await Promise.all(['A1.1', 'A1.2', 'A1.3', 'A1.4', 'A1.5'].map((id) => given(id).textContent()))).toEqual([
      '3',
      '9.1',
      '19:00',
      '18.25',
      '否决',
    ])
    await looks('raised')
    await sign()
    await toSheet('A2')
    await type('1', '2', '4', '5', 'Enter', '0')
    await expect.poll(saved).toBe(3)
    await sign()
    await expect.poll(totals).toEqual([96_200, 30_000])
    expect(browser.faults).toEqual([])
  })
})
