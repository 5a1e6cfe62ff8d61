import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { BoardSnapshot } from '#contract/board.ts'
import type { PointsImports, PointsPreview } from '#contract/imports.ts'
import type { StageStandings } from '#contract/standings.ts'
import { comparePoints } from '../../server/judging/imports/compare-points.ts'
import { handWorkbook, row, sheet } from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'
import { type AStage, aHouse, aStage, eventually, type House } from '../support/house.ts'
import { imported, points, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const bytesOf = (text: string) => new TextEncoder().encode(text)

/** A theory paper of 100 in A1, a practical of 10 in A2. */
async function aTheoryStage(more: Partial<AStage> = {}) {
  const stage = await aStage(house, {
    rubric: rubricOf([imported(100)], [points(10)]),
    judges: 2,
    entries: 3,
    settings: { blind: false, feed: 'each-mark', identity: 'name' },
    ...more,
  })
  const path = `/api/stages/${stage.stageId}/imports`
  const codeOf = (n: number) => stage.entries.find(({ name }) => name === `选手${n}`)!.code
  const idOf = (n: number) => stage.entries.find(({ name }) => name === `选手${n}`)!.id
  const file = (...rows: readonly (readonly [n: number, points: string])[]) =>
    bytesOf(['加密号,姓名,成绩', ...rows.map(([n, given]) => `${codeOf(n)},选手${n},${given}`)].join('\n'))
  const preview = async (bytes: Uint8Array) =>
    (await (await stage.organizer('POST', `${path}/preview`, bytes)).json()) as PointsPreview
  const confirm = (bytes: Uint8Array, { sha256, seen }: PointsPreview, name = '理论成绩.csv') =>
    stage.organizer('POST', path, bytes, {
      'x-sha256': sha256,
      'x-seen': seen,
      'x-file-name': encodeURIComponent(name),
    })
  const bring = async (bytes: Uint8Array) => confirm(bytes, await preview(bytes))
  const listed = async () => (await (await stage.organizer('GET', path)).json()) as PointsImports
  const board = async () =>
    Object.fromEntries(
      ((await (await stage.board()).json()) as BoardSnapshot).rows.map(({ label, total }) => [label, total]),
    )
  const totals = async () => {
    const answer = await stage.organizer('GET', `/api/stages/${stage.stageId}/standings`)
    const { rankings, unranked } = (await answer.json()) as StageStandings
    const rows = rankings.flatMap(({ rows }) => rows.map(({ entry, total }) => [entry.name, total]))
    return Object.fromEntries([...rows, ...unranked.map(({ name, total }) => [name, total])])
  }
  const journal = async () =>
    (await house.db.selectFrom('journal').selectAll().where('kind', '=', 'points-imported').execute()).map((line) => ({
      actor: line.actor,
      position: line.position,
      ...JSON.parse(line.body),
    }))
  return { ...stage, path, codeOf, idOf, file, preview, confirm, bring, listed, totals, board, journal }
}

describe('a theory paper', () => {
  it('becomes the recorder’s marks, on the board, in the journal and on the tablet', async () => {
    const { file, preview, confirm, listed, board, journal, idOf, codeOf, tablets, stageId } = await aTheoryStage()
    await board()
    const paper = file([1, '82.5'], [2, '90'])
    const shown = await preview(paper)
    expect(shown).toMatchObject({
      changes: [
        { row: 2, entryId: idOf(1), code: codeOf(1), name: '选手1', aspectId: 'A1.1', before: null, after: 82_500 },
        { row: 3, entryId: idOf(2), before: null, after: 90_000 },
      ],
      unchanged: 0,
      faults: [],
      unmatched: [{ code: codeOf(3), name: '选手3' }],
    })
    expect(await board()).toEqual({ 选手1: null, 选手2: null, 选手3: null })
    const answer = await confirm(paper, shown)
    expect([answer.status, await answer.json()]).toEqual([201, { changed: 2 }])
    await eventually(() => house.told.frames.length > 0)
    expect(await board()).toEqual({ 选手1: 82_500, 选手2: 90_000, 选手3: null })
    expect(house.told.seats).toContain(tablets[0]!.seatId)
    const [event, ...others] = await journal()
    expect(others).toEqual([])
    const [first] = (await tablets[0]!.view()).marks.filter(({ entryId }) => entryId === idOf(1))
    expect(first).toMatchObject({ aspectId: 'A1.1', value: { kind: 'imported', points: 82_500 } })
    expect(event).toMatchObject({
      stage: stageId,
      file: '理论成绩.csv',
      sha256: shown.sha256,
      rows: [
        {
          entry: idOf(1),
          aspect: 'A1.1',
          seat: tablets[0]!.seatId,
          mark: first!.markId,
          points: 82_500,
          replaces: null,
        },
        { entry: idOf(2), aspect: 'A1.1', points: 90_000, replaces: null },
      ],
    })
    expect(await listed()).toMatchObject({
      aspects: [{ id: 'A1.1', max: 100_000 }],
      imports: [{ file: '理论成绩.csv', sha256: shown.sha256, points: 2, changed: 2, by: '组织者' }],
    })
  })

  it('brought again changes nothing; a corrected one shows old and new, and replaces the marks', async () => {
    const { file, preview, bring, journal, totals, listed } = await aTheoryStage()
    const paper = file([1, '82.5'], [2, '90'])
    await bring(paper)
    expect(await preview(paper)).toMatchObject({ changes: [], unchanged: 2, faults: [] })
    expect(await (await bring(paper)).json()).toEqual({ changed: 0 })
    expect(await journal()).toHaveLength(1)
    const corrected = file([1, '83'], [2, '90.000'])
    expect(await preview(corrected)).toMatchObject({ changes: [{ before: 82_500, after: 83_000 }], unchanged: 1 })
    expect(await (await bring(corrected)).json()).toEqual({ changed: 1 })
    const [one, two] = await journal()
    expect(two.rows).toMatchObject([{ points: 83_000, replaces: one.rows[0].mark }])
    expect(await totals()).toMatchObject({ 选手1: '83', 选手2: '90' })
    expect((await listed()).imports.map(({ changed }) => changed)).toEqual([1, 2])
  })

  it('with one bad row is taken over by nobody, and every fault is named with its row', async () => {
    const { file, preview, bring, totals, journal } = await aTheoryStage()
    const paper = file([1, '82.5'], [2, '九十'], [3, '100.5'])
    expect((await preview(paper)).faults).toEqual([
      { kind: 'not-a-number', row: 3, text: '九十' },
      { kind: 'above-maximum', row: 4, text: '100.5', most: 100_000 },
    ])
    const refused = await bring(paper)
    expect([refused.status, await refused.json()]).toMatchObject([422, { kind: 'points-refused' }])
    expect(await totals()).toEqual({ 选手1: null, 选手2: null, 选手3: null })
    expect(await journal()).toEqual([])
  })

  it('refuses the row of a sheet that is signed, and lets pass what stands there already', async () => {
    const { file, preview, bring, tablets, idOf, codeOf, totals } = await aTheoryStage()
    await bring(file([1, '82.5'], [2, '90']))
    const values = [{ aspectId: 'A1.1', value: { kind: 'imported', points: 82_500 } }] as never
    expect((await tablets[0]!.sign(idOf(1), 'A1', undefined, values)).status).toBe(200)
    const changed = file([1, '83'], [2, '91'])
    expect((await preview(changed)).faults).toEqual([{ kind: 'sheet-signed', row: 2, text: `${codeOf(1)} 选手1` }])
    expect((await bring(changed)).status).toBe(422)
    expect(await totals()).toMatchObject({ 选手1: '82.5', 选手2: '90' })
    expect((await bring(file([1, '82.5'], [2, '91']))).status).toBe(201)
    expect(await totals()).toMatchObject({ 选手1: '82.5', 选手2: '91' })
  })

  it('that was changed after the preview, or whose marks were, is not taken over', async () => {
    const { file, preview, confirm, tablets, idOf, totals } = await aTheoryStage()
    const paper = file([1, '82.5'])
    const seen = await preview(paper)
    const other = await confirm(file([1, '99']), seen)
    expect([other.status, await other.json()]).toEqual([409, { kind: 'file-changed' }])
    await tablets[0]!.send(tablets[0]!.mark(idOf(1), 'A1.1', { kind: 'imported', points: 50_000 as never }))
    const late = await confirm(paper, seen)
    expect([late.status, await late.json()]).toEqual([409, { kind: 'points-changed' }])
    expect(await totals()).toMatchObject({ 选手1: '50' })
  })

  it('is listed by the first 200 signs of its file’s name, none of them halved', async () => {
    const { file, preview, confirm, listed } = await aTheoryStage()
    const paper = file([1, '82.5'])
    expect((await confirm(paper, await preview(paper), `${'a'.repeat(199)}😀.csv`)).status).toBe(201)
    expect((await listed()).imports.map((one) => one.file)).toEqual([`${'a'.repeat(199)}😀`])
  })

  it('of many results lets the loop turn while it is compared, so that tablets are answered', async () => {
    const many = await aTheoryStage({ rubric: rubricOf(Array.from({ length: 25 }, () => imported(100))), entries: 160 })
    const stage = (await house.deps.frozen(house.db, many.stageId))!
    const ids = [...stage.aspects.keys()]
    const sheets = [[['编号', ...ids], ...many.entries.map(({ code }) => [code, ...ids.map(() => '60')])]]
    let turns = 0
    let counting = true
    const count = () => {
      turns++
      if (counting) setImmediate(count)
    }
    setImmediate(count)
    const { changes } = await comparePoints(house.db, { stage, sha256: '', sheets })
    counting = false
    expect(changes).toHaveLength(4000)
    expect(turns).toBeGreaterThanOrEqual(8)
  })

  it('can be corrected on the recorder’s tablet afterwards', async () => {
    const { file, bring, tablets, idOf } = await aTheoryStage()
    await bring(file([1, '82.5']))
    const [tablet] = tablets
    const [standing] = (await tablet!.view()).marks
    const receipts = await tablet!.send(
      tablet!.mark(idOf(1), 'A1.1', { kind: 'imported', points: 80_000 as never }, { replaces: standing!.markId }),
    )
    expect(receipts).toMatchObject([{ outcome: 'accepted' }])
  })

  it('is read from a workbook too, where sums show no more figures than a spreadsheet does', async () => {
    const { preview, codeOf } = await aTheoryStage()
    const book = handZip(
      handWorkbook({
        sheets: [
          sheet(row(1, '说明'), { name: '说明' }),
          sheet([row(1, '编号', '成绩'), row(2, codeOf(1), 82.30000000000001)].join(''), { name: '成绩' }),
        ],
      }),
    )
    expect(await preview(book)).toMatchObject({ changes: [{ after: 82_300 }], faults: [] })
  })

  it('is taken over by organizers alone', async () => {
    const { path } = await aTheoryStage()
    expect((await house.request('POST', `${path}/preview`, bytesOf('x'))).status).toBe(401)
    expect((await house.request('POST', path, bytesOf('x'))).status).toBe(401)
    expect((await house.request('GET', path)).status).toBe(401)
  })

  it('has no column in a stage without imported aspects', async () => {
    const { preview, listed } = await aTheoryStage({ rubric: rubricOf([points(10)]) })
    expect((await listed()).aspects).toEqual([])
    expect((await preview(bytesOf('编号,成绩\n01,5'))).faults).toEqual([{ kind: 'no-points', aspects: [] }])
  })
})
