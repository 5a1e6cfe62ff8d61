import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseRubric } from '#contract/rubric.ts'
import type { RubricPreview, RubricVersions } from '#contract/rubrics.ts'
import type { Rubric } from '#domain/rubric.ts'
import { attachment } from '../../server/http/attachment.ts'
import { aHouse, aStage, type House } from '../support/house.ts'
import { judgement, points, rubricOf, yesNo } from '../support/rubrics.ts'

let house: House
let stage: Awaited<ReturnType<typeof aStage>>
const rubric = rubricOf([judgement(1), yesNo(2)])
beforeAll(async () => {
  house = await aHouse()
  stage = await aStage(house, { rubric, open: false })
})
afterAll(() => house.close())

const path = (ending: string) => `/api/stages/${stage.stageId}/rubric.${ending}`
const bytesOf = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())
const keep = async (bytes: Uint8Array) => {
  const seen = (await (
    await stage.organizer('POST', `/api/stages/${stage.stageId}/rubric/preview`, bytes)
  ).json()) as RubricPreview
  const kept = await stage.organizer('POST', `/api/stages/${stage.stageId}/rubric`, bytes, { 'x-sha256': seen.sha256 })
  expect(kept.status).toBe(201)
  return seen.rubric
}
const ownFile = (kept: Rubric) => new TextEncoder().encode(JSON.stringify(kept))

describe("a stage's rubric", () => {
  it('is handed out as a workbook that becomes the same rubric when it is dropped again', async () => {
    const answer = await stage.organizer('GET', path('xlsx'))
    expect([answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')]).toEqual([
      200,
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'no-store',
    ])
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="rubric.xlsx"; filename*=UTF-8\'\'%E8%AF%84%E5%88%86%E6%A0%87%E5%87%86%20v1.xlsx',
    )
    expect(await keep(await bytesOf(answer))).toEqual(rubric)
  })

  it('is handed out as a file of our own whatever it holds, and refused as a workbook with every reason', async () => {
    const points2 = rubricOf([points(10), yesNo(0.125)])
    await keep(ownFile(points2))
    const refused = await stage.organizer('GET', path('xlsx'))
    expect([refused.status, await refused.json()]).toEqual([
      422,
      {
        kind: 'rubric-not-exportable',
        findings: [
          {
            level: 'error',
            kind: 'kind-not-held',
            where: 'A1.1',
            zh: 'CIS 没有“打分”这种评分点。',
            en: 'CIS knows no aspect of the kind "points".',
          },
          {
            level: 'error',
            kind: 'maximum-not-allowed',
            where: 'A1.2',
            zh: '满分 0.125 不能用：CIS 的满分大于 0，最多两位小数。',
            en: 'The maximum 0.125 cannot be used: in CIS it is above 0 and has at most two decimals.',
          },
        ],
      },
    ])
    const own = await stage.organizer('GET', path('json'))
    expect(own.headers.get('content-disposition')).toMatch(/%20v3\.json$/)
    expect(parseRubric(await own.json())).toEqual({ ok: true, value: points2 })
  })

  it('is handed out in the version that is asked for', async () => {
    const { versions } = (await (
      await stage.organizer('GET', `/api/stages/${stage.stageId}/rubrics`)
    ).json()) as RubricVersions
    const first = versions.find(({ version }) => version === 1)!
    const answer = await stage.organizer('GET', `${path('xlsx')}?version=${first.id}`)
    expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringMatching(/%20v1\.xlsx$/),
    ])
    const strange = await stage.organizer('GET', `${path('json')}?version=nobody`)
    expect([strange.status, await strange.json()]).toEqual([404, { kind: 'not-found', what: 'rubric' }])
  })

  it.each(['xlsx', 'json'])('is handed out as .%s to organizers alone, and only where there is one', async (ending) => {
    expect((await house.request('GET', path(ending))).status).toBe(401)
    expect((await house.request('GET', path(ending), undefined, { cookie: stage.tablets[0]!.cookie })).status).toBe(401)
    const elsewhere = await stage.organizer('GET', `/api/stages/nowhere/rubric.${ending}`)
    expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { kind: 'not-found', what: 'rubric' }])
  })

  it('of a real layout comes back from the database as it was imported', async () => {
    const bytes = await readFile(new URL('../../fixtures/workbooks/mechatronics.xlsx', import.meta.url))
    const imported = await keep(bytes)
    expect(await keep(await bytesOf(await stage.organizer('GET', path('xlsx'))))).toEqual(imported)
  })
})

describe('the name of a file to be saved', () => {
  const nameOf = (header: string) => decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(header)?.[1] ?? '')

  it.each([
    ['电气装置 v2', '电气装置 v2.xlsx'],
    ['../../etc/passwd', '_.._etc_passwd.xlsx'],
    ['a"; filename="b.exe', 'a_; filename=_b.exe.xlsx'],
    ['a\r\nset-cookie: x', 'aset-cookie_ x.xlsx'],
    ["l'été (1)*", "l'été (1)_.xlsx"],
    ['.hidden', 'hidden.xlsx'],
    ['x\u202Efdp', 'xfdp.xlsx'],
    ['\ud800', 'rubric.xlsx'],
    ['𠮷'.repeat(100), `${'𠮷'.repeat(80)}.xlsx`],
  ])('of %j is %s', (name, saved) => {
    const header = attachment(name, 'xlsx')
    expect(header).toMatch(/^attachment; filename="rubric\.xlsx"; filename\*=UTF-8''[\w.!#$&+^`|~%-]+$/)
    expect(nameOf(header)).toBe(saved)
  })
})
