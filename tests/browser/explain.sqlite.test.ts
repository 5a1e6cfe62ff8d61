import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asId, type StageId } from '#domain/ids.ts'
import type { MarkValue } from '#domain/mark.ts'
import type { Aspect } from '#domain/rubric.ts'
import { chanceFrom } from '../../fixtures/robots/chance.ts'
import { opinionOf } from '../../fixtures/robots/opinion.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { openDatabase } from '../../server/db/open.ts'
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
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

/** The first two entries as good as each other, the third by itself, the fourth without the last judge; nobody else has begun. */
async function giveMarks() {
  const chance = chanceFrom('explain')
  for (const [j, label] of ['J1', 'J2', 'J3'].entries()) {
    const robot = new RobotJudge(server.origin)
    await robot.enter(await organizer.seatLink(desk, label))
    const { entries, rubric, ownAspects } = await robot.view()
    const byCode = [...entries].sort((a, b) => (a.code < b.code ? -1 : 1))
    const own = rubric.criteria
      .flatMap((criterion) => criterion.subCriteria.flatMap((sub) => sub.aspects))
      .filter(({ id }) => ownAspects.includes(id))
    const given = (aspect: Aspect, work: string, i: number): MarkValue => {
      if (aspect.id === 'A1.1') return { kind: 'judgement', level: [2, 2, 1][j]! }
      // Two points each: the first entry has those of A1.4, the second those of A2.1.
      if (aspect.id === 'A1.4') return { kind: 'pass-fail', passed: i !== 1 }
      if (aspect.id === 'A2.1') return { kind: 'pass-fail', passed: i !== 0 }
      return opinionOf(chance, aspect, work, label)
    }
    const works = ['alike', 'alike', 'third', ...(j < 2 ? ['fourth'] : [])]
    await robot.send(
      works.flatMap((work, i) => own.map((aspect) => robot.mark(byCode[i]!.id, aspect.id, given(aspect, work, i)))),
    )
  }
}

/** Works "2.00 × (2 + 1) ÷ (3 × 2) = 1.00" out as a pocket calculator would; what stands before a colon is no sum. */
function holds(sentence: string): boolean {
  const last = sentence.split(/[：；]/).pop() ?? ''
  const [work = '', result = ''] = last.split(' = ')
  const signs: Record<string, string> = { '×': '*', '÷': '/', '−': '-' }
  const counted = work.replace(/[×÷−]/g, (sign) => signs[sign]!).replace(/min\(/g, 'Math.min(')
  if (!/^([-\d.+*/(), ]|Math\.min)+$/.test(counted)) return false
  const value = Number(new Function(`return ${counted}`)())
  const said = Number((result.split(' → ')[0] ?? '').replace('−', '-'))
  return Math.abs(value - said) < 0.005 + 1e-9
}

describe('why an entry has its rank', () => {
  it('is one step from the console, in sums that a pencil can follow', async () => {
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.locator('.matrix tbody th a').first().click()
    await desk.waitForURL(/\/explain\//)
    await desk.getByRole('heading', { level: 1, name: /为什么/ }).waitFor()
    const first = desk.locator('[data-aspect="A1.1"]')
    expect(await first.getByTestId('sentence').textContent()).toBe('3.00 × (2 + 2 + 1) ÷ (3 × 3) = 1.67')
    expect(await first.locator('.explain-seats').textContent()).toBe('J12J22J31')
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'explain-zh')
  })

  it('says who shares the rank, and opens every criterion', async () => {
    expect(await desk.getByRole('heading', { level: 1 }).textContent()).toMatch(/^为什么并列第 \d 名$/)
    expect(await desk.getByTestId('tie').textContent()).toMatch(/规则没有规定怎样分先后：名次并列/)
    expect(await desk.locator('[data-aspect="B1.1"]').isVisible()).toBe(false)
    await desk.getByRole('button', { name: '全部展开' }).click()
    expect(await desk.locator('[data-aspect="B1.1"]').isVisible()).toBe(true)
    await shot(desk, 'explain-open')
    const sentences = await desk.getByTestId('sentence').allTextContents()
    expect(sentences.filter((sentence) => !/[=→] −?\d+\.\d\d$/.test(sentence))).toEqual([])
    const worked = sentences.filter((sentence) => sentence.includes('='))
    expect(worked.length).toBeGreaterThan(20)
    expect(worked.filter((sentence) => !holds(sentence))).toEqual([])
    await desk.getByRole('button', { name: '全部收起' }).click()
    expect(await desk.locator('[data-aspect="A1.1"]').isVisible()).toBe(false)
  })

  it('prints all of it on A4, whatever is open, and in ink on white', async () => {
    await desk.emulateMedia({ media: 'print', colorScheme: 'dark' })
    expect(await desk.locator('[data-aspect="A1.1"]').isVisible()).toBe(true)
    expect(await desk.getByRole('button', { name: '打印' }).isVisible()).toBe(false)
    const ink = await desk
      .locator('.explain')
      .evaluate((node) => node.ownerDocument.defaultView!.getComputedStyle(node).color)
    expect(ink).toBe('rgb(22, 19, 15)')
    await desk.pdf({ path: resolve('.shots/explain.pdf'), preferCSSPageSize: true, printBackground: true })
    await desk.emulateMedia({ media: 'screen', colorScheme: 'dark' })
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'explain-dark')
    await desk.emulateMedia({ media: 'screen', colorScheme: 'light' })
  })

  it('shows what is missing as missing, and never as 0', async () => {
    await desk.getByLabel('切换语言').click()
    const choice = desk.getByLabel('Competitor')
    await choice.selectOption({ index: 3 })
    await desk
      .getByTestId('said')
      .getByText(/marks missing/)
      .waitFor()
    await desk.getByRole('button', { name: 'Expand all' }).click()
    const unit = desk.locator('[data-aspect="A1.1"]')
    expect(await unit.locator('.explain-seats').textContent()).toBe('J12J22J3missing')
    expect(await unit.locator('.explain-sentence p').textContent()).toBe('Mark of J3 missing: adds nothing yet')
    expect(await unit.locator('em').textContent()).toBe('– / 3.00')
    expect(await accessibilityFaults(desk)).toEqual([])
    await shot(desk, 'explain-en')
    await choice.selectOption({ index: 11 })
    await desk.getByText(/Not one value is complete/).waitFor()
    expect(await desk.getByTestId('total').textContent()).toBe('–')
    expect(await desk.getByTestId('rank').textContent()).toBe('–')
    await shot(desk, 'explain-none')
  })

  it('is linked from the roster of an open stage, and says so where there is nothing to explain', async () => {
    await desk.goto(`${server.origin}/stages/${stageId}`)
    await desk
      .getByTestId('entries')
      .getByRole('link', { name: /^Why .* has its rank$/ })
      .nth(2)
      .click()
    await desk.getByRole('heading', { level: 1, name: /^Why rank \d/ }).waitFor()
    await shot(desk, 'explain-en-third')
    await desk.goto(`${server.origin}/stages/${stageId}/explain/nobody`)
    await desk.getByRole('alert').getByText('There is no such competitor in this stage.').waitFor()
    expect(browser.faults).toEqual([])
  })

  it('goes through the steps of the rules where they part equal totals, and through weighted parts', async () => {
    await server.kill()
    await rule(stageId, {
      composition: { kind: 'weighted', maximum: 100_000 },
      parts: [
        { ...part, id: 'W', name: '基础', criteria: ['A', 'B'], weight: '0.4' },
        { ...part, id: 'X', name: '综合', criteria: ['C', 'D', 'E'], weight: '0.6' },
      ],
      chain: [{ by: 'full-marks' }, { by: 'criterion', id: 'A' }, { by: 'sub-criterion', id: 'A1' }, { by: 'time' }],
    })
    await server.restart()
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.locator('.matrix tbody th a').nth(1).click()
    const steps = desk.getByTestId('tie').getByRole('listitem')
    await steps.first().waitFor()
    expect(await steps.evaluateAll((all) => all.map((step) => step.getAttribute('data-outcome')))).toEqual([
      'equal',
      'equal',
      'decides',
      'unused',
    ])
    await desk.getByText(/^Total = \d+\.\d{4}… \+ /).waitFor()
    await desk
      .getByRole('button', { name: 'Collapse all' })
      .or(desk.getByRole('button', { name: 'Expand all' }))
      .waitFor()
    expect(await accessibilityFaults(desk)).toEqual([])
    await desk.locator('[data-criterion="A"] button').click()
    await shot(desk, 'explain-chain')
    await desk.getByTestId('tie').scrollIntoViewIfNeeded()
    await shot(desk, 'explain-tie')
    await desk.getByRole('button', { name: '切换语言' }).or(desk.getByLabel('Switch language')).click()
    await shot(desk, 'explain-chain-zh')
  })
})

const part = { attempts: null, minimum: null, belowZero: false }

/** No page lets anybody write such rules yet: they are put where opening would have frozen them. */
async function rule(stageId: string, rules: object) {
  const db = await openDatabase(server.where, () => undefined)
  const id = asId<StageId>(stageId)
  const { scheme } = await db.selectFrom('stage').select('scheme').where('id', '=', id).executeTakeFirstOrThrow()
  const ruled = JSON.stringify({ ...JSON.parse(scheme!), ...rules })
  await db.updateTable('stage').set({ scheme: ruled }).where('id', '=', id).execute()
  await db.destroy()
}
