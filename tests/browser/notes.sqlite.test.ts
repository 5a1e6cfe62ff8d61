import { resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cleanPhoto } from '#domain/photo/clean.ts'
import { accessibilityFaults, openBrowser, shot, type TestBrowser } from '../support/browser.ts'
import * as organizer from '../support/organizer.ts'
import { exifTiff, holdsPlace, PLACE, segment, withPlace } from '../support/photos.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer
let browser: TestBrowser
beforeAll(async () => {
  server = await startServer()
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
  await server?.close()
})

const SECRET = '第三根扎带松动'
const HELD_UPRIGHT = 6

/** A picture of 8 megapixels, drawn in the page; as base64. */
const DRAWN = `(async () => {
  const canvas = document.createElement('canvas')
  ;[canvas.width, canvas.height] = [3264, 2448]
  const pen = canvas.getContext('2d')
  for (let i = 0; i < 9000; i++) {
    pen.fillStyle = 'hsl(' + ((i * 37) % 360) + ' 40% ' + (30 + ((i * 13) % 40)) + '%)'
    pen.fillRect((i * 7919) % 3264, (i * 104729) % 2448, 20 + (i % 90), 10 + (i % 40))
  }
  const blob = await new Promise((done) => canvas.toBlob(done, 'image/jpeg', 0.95))
  const bytes = new Uint8Array(await blob.arrayBuffer())
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return btoa(text)
})()`

/** As a phone takes it: lying, with the turn and the place in its Exif, and more behind its end. */
async function phonePicture(page: Page): Promise<Buffer> {
  const plain = Buffer.from(await page.evaluate<string>(DRAWN), 'base64')
  const exif = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), exifTiff(HELD_UPRIGHT)]))
  return Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2), Buffer.from(PLACE)])
}

/** How a browser shows a picture: its size, and the colour of its first corner. */
const shownAt = (page: Page, src: string) =>
  page.evaluate<[number, number, string]>(`(async () => {
    const image = new Image()
    image.src = ${JSON.stringify(src)}
    await image.decode()
    const canvas = document.createElement('canvas')
    ;[canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight]
    const pen = canvas.getContext('2d')
    pen.drawImage(image, 0, 0)
    const [red, , blue] = pen.getImageData(2, 2, 1, 1).data
    return [canvas.width, canvas.height, red > blue ? 'red' : 'blue']
  })()`)
const shown = (page: Page, bytes: Uint8Array) =>
  shownAt(page, `data:image/*;base64,${Buffer.from(bytes).toString('base64')}`)

/** Everything that a page was told, searched for words that were not meant for it. */
function listening(page: Page) {
  const told: string[] = []
  page.on('response', (response) => {
    if (response.url().includes('/api/'))
      response.text().then(
        (text) => told.push(text),
        () => undefined,
      )
  })
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => void told.push(String(payload))))
  return () => told.join('\n')
}

const card = (page: Page, id: string) => page.locator(`[data-aspect="${id}"]`)
const level = (page: Page, id: string, n: number) => card(page, id).getByRole('radio').nth(n).click()
const boxesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) =>
    all.map((one) => {
      const { x, y, width, height } = one.getBoundingClientRect()
      return [x, y, width, height]
    }),
  )
const KEYS = '.note-panel button, .note-panel label'

async function seated(link: string): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1180, height: 820 } })).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(link)
  await page.waitForURL(/\/judge\//)
  await page.getByText('全部已保存').waitFor()
  await page.getByRole('button', { name: '选择评分表' }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^C2/ }).click()
  return page
}

describe('a note on a tablet', () => {
  it('is kept without a line and over a reload, reaches the chief judge, and nobody else', async () => {
    const desk = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage()
    desk.setDefaultTimeout(20_000)
    await organizer.setUpOrganizer(desk, server)
    const stageId = await organizer.planStage(desk, '市职工技能大赛', '电气装置', '决赛')
    await organizer.dropRubric(desk, resolve('fixtures/rubrics/electrical-installations.json'))
    await organizer.dropRoster(desk, resolve('fixtures/rosters/roster-12.csv'))
    await organizer.seatJudges(desk, ['黎远舟', '吴映辉', '陈默言'])
    await organizer.chooseFeed(desk, /随评随显/)
    await organizer.openStage(desk)
    const picture = await phonePicture(desk)
    expect(holdsPlace(picture)).toBe(true)
    const [chief, judge, third] = [
      await seated(await organizer.seatLink(desk, 'J1')),
      await seated(await organizer.seatLink(desk, 'J2')),
      await seated(await organizer.seatLink(desk, 'J3')),
    ]
    const phone = await (await browser.newContext()).newPage()
    const strangers = [listening(third), listening(phone), listening(chief)]
    await third.reload() // its socket was there before anybody listened
    await phone.goto(`${server.origin}/board/${stageId}`)

    // One tap a phrase, and nothing moves.
    await level(judge, 'C2.1', 2)
    const cards = await boxesOf(judge, '.judge-card, .judge-choice')
    await judge.getByTestId('note').click()
    await judge.getByRole('button', { name: '细节粗糙' }).waitFor()
    const keys = await boxesOf(judge, KEYS)
    expect(keys.filter(([, , width, height]) => width! < 56 || height! < 56)).toEqual([])
    await judge.getByRole('button', { name: '细节粗糙' }).click()
    await judge.getByRole('button', { name: '见照片' }).click()
    expect(await judge.getByRole('textbox').inputValue()).toBe('细节粗糙；见照片')
    await judge.getByRole('button', { name: '见照片' }).click()
    await judge.getByTestId('note-done').click()
    await card(judge, 'C2.1').getByLabel('有备注').waitFor()
    expect(await boxesOf(judge, '.judge-card, .judge-choice')).toEqual(cards)

    // Without a line: words, a mark, and a photo straight from the camera.
    await judge.context().setOffline(true)
    await judge.getByTestId('note').click()
    const phrases = await boxesOf(judge, '.note-phrases button')
    await judge.getByRole('textbox').pressSequentially(`；${SECRET}`)
    await judge
      .getByTestId('photo-take')
      .setInputFiles({ name: 'IMG_0001.JPG', mimeType: 'image/jpeg', buffer: picture })
    await judge.locator('.note-photos li img').waitFor()
    const photos = judge.locator('.note-photos li .note-state')
    expect(await photos.allTextContents()).toEqual(['待传'])
    expect(await boxesOf(judge, '.note-phrases button')).toEqual(phrases)
    await shot(judge, 'note-offline')
    await judge.getByTestId('note-done').click()
    await level(judge, 'C2.5', 1)
    await judge.getByText(/离线，1 项待上传/).waitFor() // the mark alone: notes are not mixed up with marks
    await judge.getByTestId('note').getByText('待传 2').waitFor()

    // The page comes again while the server still cannot be asked anything.
    await judge.route('**/api/**', (route) => route.abort())
    await judge.context().setOffline(false)
    await judge.reload()
    await card(judge, 'C2.1').waitFor()
    await card(judge, 'C2.1').locator('h2').click()
    await judge.getByTestId('note').getByText('待传 2').waitFor()
    await judge.getByRole('navigation').getByRole('button', { name: /C2\.1/ }).click()
    await judge.getByTestId('note').click()
    expect(await judge.getByRole('textbox').inputValue()).toBe(`细节粗糙；${SECRET}`)
    expect(await photos.allTextContents()).toEqual(['待传'])
    await judge.locator('.note-photos li img').waitFor()
    await judge.unroute('**/api/**')
    await photos.getByText('已存').waitFor({ timeout: 40_000 })
    await judge.locator('.note-line').getByText('已存').waitFor({ timeout: 40_000 })
    expect(await accessibilityFaults(judge)).toEqual([])
    await judge.getByTestId('note-done').click()
    await judge.getByText('全部已保存').waitFor({ timeout: 40_000 })

    // What the server has is small, upright, and does not know where it was taken.
    await judge.reload()
    await judge.getByTestId('note').waitFor()
    await judge.getByRole('navigation').getByRole('button', { name: /C2\.1/ }).click()
    await judge.getByTestId('note').click()
    const src = await judge.locator('.note-photos li img').getAttribute('src')
    expect((await shownAt(judge, src!)).slice(0, 2)).toEqual([1200, 1600])
    const kept = await judge.request.get(`${server.origin}${src}`)
    const bytes = await kept.body()
    expect(holdsPlace(bytes)).toBe(false)
    expect(bytes.includes('Exif')).toBe(false)
    expect(bytes.length).toBeLessThanOrEqual(400_000)
    expect(kept.headers()['content-disposition']).toMatch(/^attachment; filename="[0-9a-f]{16}\.jpg"$/)
    await judge.getByTestId('note-done').click()

    // The chief judge marks first, and then reads.
    await chief.getByRole('link', { name: '锁定' }).click()
    await chief.locator('.panel-notes li button').first().click()
    await chief.getByText('先评完您自己的这张表').waitFor()
    expect(strangers.map((told) => told().includes(SECRET))).toEqual([false, false, false])
    await chief.getByRole('button', { name: '关闭' }).click()
    await chief.getByRole('link', { name: '回到评分' }).click()
    await level(chief, 'C2.1', 2)
    await level(chief, 'C2.5', 1)
    for (const id of ['C2.2', 'C2.6']) await card(chief, id).getByRole('radio').nth(0).click()
    for (const key of ['3', '.', '6']) await card(chief, 'C2.3').getByRole('button', { name: key, exact: true }).click()
    await card(chief, 'C2.3').getByRole('button', { name: '确认' }).click()
    await card(chief, 'C2.4').getByRole('button', { name: '无扣分，确认' }).click()
    await chief.getByText('全部已保存').waitFor()
    await chief.getByRole('link', { name: '锁定' }).click()
    await chief.locator('.panel-notes li button').first().click()
    await chief.getByText(SECRET).waitFor()
    const seen = await chief.locator('.panel-notes-list img').getAttribute('src')
    expect((await shownAt(chief, seen!)).slice(0, 2)).toEqual([1200, 1600])
    expect(await accessibilityFaults(chief)).toEqual([])
    await shot(chief, 'note-chief')
    await desk.goto(`${server.origin}/stages/${stageId}/progress`)
    await desk.locator('.panel-notes li button').first().click()
    await desk.getByText(SECRET).waitFor()
    expect(strangers.slice(0, 2).map((told) => [told().length > 0, told().includes(SECRET)])).toEqual([
      [true, false],
      [true, false],
    ])
    expect(browser.faults).toEqual([])
  })

  it('shows whatever picture the server has kept, the way up it was held', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(server.origin)
    const cleaned = (bytes: Uint8Array) => {
      const photo = cleanPhoto(bytes)
      if (!photo.ok) throw new Error(photo.error.kind)
      return photo.value.bytes
    }
    for (const orientation of [1, 3, 6, 8]) {
      const sent = withPlace('jpeg', orientation)
      expect(await shown(page, cleaned(sent))).toEqual(await shown(page, sent))
    }
    expect(await shown(page, cleaned(withPlace('png')))).toEqual([16, 8, 'red'])
    expect(await shown(page, cleaned(withPlace('webp')))).toEqual([16, 8, 'red'])
  })
})
