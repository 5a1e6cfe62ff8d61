import type { Page } from 'playwright-core'
import type { RunningServer } from './server.ts'

/** What an organizer does on the screens, step by step, in words. */
export async function setUpOrganizer(page: Page, server: RunningServer) {
  const link = server.setUpLink()
  if (!link) throw new Error(`no set-up link in: ${server.output()}`)
  await page.goto(link)
  await page.getByLabel('姓名').fill('符立群')
  await page.getByLabel(/密码/).fill('correct horse battery')
  await page.getByRole('button', { name: '完成设置' }).click()
  await page.getByRole('heading', { name: '赛事', exact: true }).waitFor()
}

export async function planStage(page: Page, contest: string, skill: string, stage: string): Promise<string> {
  await page.getByLabel('赛事名称').fill(contest)
  await page.getByRole('button', { name: '建立赛事' }).click()
  const section = page.getByRole('region', { name: contest })
  await section.getByRole('textbox', { name: '赛项' }).fill(skill)
  await section.getByRole('textbox', { name: '阶段' }).fill(stage)
  await section.getByRole('button', { name: '加一个赛项' }).click()
  await page.waitForURL(/\/stages\//)
  return page.url().split('/').pop() ?? ''
}

export async function dropRubric(page: Page, file: string) {
  await page.getByTestId('rubric-file').setInputFiles(file)
  await page.getByTestId('rubric-preview').waitFor()
  await page.getByTestId('rubric-accept').click()
  await page.getByTestId('rubric-kept').waitFor()
}

export async function dropRoster(page: Page, file: string) {
  await page.getByTestId('roster-file').setInputFiles(file)
  await page.getByTestId('roster-accept').click()
  await page.getByTestId('entries').waitFor()
}

export async function seatJudges(page: Page, judges: readonly string[]) {
  const names = page.getByLabel('裁判姓名')
  for (const [i, judge] of judges.entries()) {
    if ((await names.count()) <= i) await page.getByRole('button', { name: '加一名裁判' }).click()
    await names.nth(i).fill(judge)
  }
  await page.getByTestId('judges-save').click()
  await page.getByTestId('judges-kept').waitFor()
}

export async function chooseFeed(page: Page, words: RegExp) {
  await page.getByLabel(words).check()
}

export async function openStage(page: Page) {
  await page.getByTestId('commit').click()
  await page.getByTestId('commit-confirm').click()
  await page.getByTestId('stage-state').filter({ hasText: '评分中' }).waitFor()
}

/** A seat's one-time link, as the page shows it. */
export async function seatLink(page: Page, label: string): Promise<string> {
  const card = page.getByTestId(`seat-${label}`)
  await card.getByRole('button', { name: '新链接' }).click()
  const link = card.getByLabel(`${label} 席位链接`).and(page.locator('input'))
  await link.waitFor()
  return link.inputValue()
}
