import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Download, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRubric } from '#contract/rubric.ts'
import type { Rubric } from '#domain/rubric.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import { checkHere } from '../support/check-here.ts'
import * as organizer from '../support/organizer.ts'
import { countOf, judgement, rubricOf, yesNo } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'skillmark-export-'))
const own: Rubric = {
  ...rubricOf([judgement(3), yesNo(2)], [countOf(4, 2)]),
  title: '04 机电一体化',
}

let server: RunningServer
let browser: TestBrowser
beforeAll(async () => {
  writeFileSync(join(folder, 'own.json'), JSON.stringify(own))
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
  rmSync(folder, { recursive: true, force: true })
})

const saved = async (page: Page, button: string): Promise<{ name: string; bytes: Buffer }> => {
  const [download] = await Promise.all<[Promise<Download>, Promise<void>]>([
    page.waitForEvent('download'),
    page.getByTestId(button).click(),
  ])
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) }
}

describe('the rubric step', () => {
  it('saves the rubric as a workbook and as a file of our own, and says in words why it cannot', async () => {
    const page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    page.setDefaultTimeout(15_000)
    await organizer.setUpOrganizer(page, server)
    await organizer.planStage(page, '2026 三亚市职工职业技能大赛', '机电一体化', '决赛')
    await organizer.dropRubric(page, join(folder, 'own.json'))

    const workbook = await saved(page, 'export-workbook')
    expect(workbook.name).toBe('04 机电一体化 v1.xlsx')
    expect((await checkHere(workbook.bytes)).rubric).toEqual(own)
    const file = await saved(page, 'export-own')
    expect(file.name).toBe('04 机电一体化 v1.json')
    expect(parseRubric(JSON.parse(file.bytes.toString()))).toEqual({ ok: true, value: own })
    expect(await page.getByTestId('export-refused').count()).toBe(0)
    await page.getByTestId('export-workbook').scrollIntoViewIfNeeded()
    await shot(page, 'rubric-export')

    await page.getByText('换一份评分标准').click()
    await page.getByRole('button', { name: '电气装置', exact: true }).click()
    await page.getByTestId('rubric-accept').click()
    await page.getByText('第 2 版').waitFor()
    await page.getByTestId('export-workbook').click()
    const refused = page.getByTestId('export-refused')
    await refused.waitFor()
    expect(await refused.locator('li').allTextContents()).toEqual([
      'C2.4 CIS 没有“扣分”这种评分点。',
      'E1.5 CIS 没有“扣分”这种评分点。',
    ])
    expect(await accessibilityFaults(page)).toEqual([])
    await refused.scrollIntoViewIfNeeded()
    await shot(page, 'rubric-export-refused')
    await page.setViewportSize({ width: 768, height: 1024 })
    await shot(page, 'rubric-export-refused-narrow')
    await page.getByRole('button', { name: '切换语言' }).click()
    expect(await refused.locator('li').first().textContent()).toBe('C2.4 CIS knows no aspect of the kind "deduction".')
    await shot(page, 'rubric-export-refused-en')

    await page.setViewportSize({ width: 1440, height: 900 })
    await page.getByTestId('rubric-edit').click()
    await page.getByTestId('export-workbook').click()
    await refused.waitFor()
    expect(await refused.locator('li').count()).toBe(2)
    expect(await accessibilityFaults(page)).toEqual([])
    await shot(page, 'rubric-export-refused-desk')
    await refused.getByRole('button', { name: 'Close' }).click()
    expect(await refused.count()).toBe(0)
    expect(browser.faults).toEqual([])
  })
})
