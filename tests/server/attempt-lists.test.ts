import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AttemptsPreview } from '#contract/attempt-lists.ts'
import type { StageStandings } from '#contract/standings.ts'
import { aHouse, type House } from '../support/house.ts'
import { aReschemedStage } from '../support/reschemed.ts'
import { points, rubricOf } from '../support/rubrics.ts'

let house: House
beforeEach(async () => {
  house = await aHouse()
})
afterEach(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const part = { id: 'dives', name: '跳水', criteria: ['A'], weight: '1', minimum: null, belowZero: false }
const attempts = { take: 'sum', best: 1, planned: 2 }

/** Two entries, two attempts each, every mark 10. */
async function divers() {
  const stage = await aReschemedStage(
    house,
    { rubric: rubricOf([points(10)]), judges: 1, settings: { blind: false, feed: 'each-mark', identity: 'name' } },
    { parts: [{ ...part, attempts }], composition: { kind: 'added' } } as never,
  )
  const [tablet] = stage.tablets
  for (const { id } of stage.entries)
    for (const attempt of ['1', '2'])
      await tablet?.send(tablet.mark(id, `A1.1@${attempt}` as never, { kind: 'points', points: 10_000 as never }))
  const path = `/api/stages/${stage.stageId}`
  const [first, second] = [...stage.entries].sort((a, b) => a.name.localeCompare(b.name))
  const post = (where: string, text: string, headers: Record<string, string> = {}) =>
    stage.organizer('POST', `${path}/attempts${where}`, new TextEncoder().encode(text), headers)
  const look = async (text: string) => (await (await post('/preview', text)).json()) as AttemptsPreview
  const keep = (text: string, { sha256, seen }: Pick<AttemptsPreview, 'sha256' | 'seen'>, signer = '黎远舟') =>
    post('', text, {
      'x-sha256': sha256,
      'x-seen': seen,
      'x-file-name': encodeURIComponent('难度表.csv'),
      'x-signer': encodeURIComponent(signer),
    })
  const totals = async () => {
    const told = (await (await stage.organizer('GET', `${path}/standings`)).json()) as StageStandings
    return Object.fromEntries(told.rankings[0]!.rows.map(({ entry, total }) => [entry.name, total]))
  }
  return { ...stage, path, first: first!, second: second!, look, keep, totals }
}

describe('a list of coefficients of attempts (rule 4)', () => {
  it('shows what it would change, and then becomes a signed ruling for each attempt', async () => {
    const { first, second, look, keep, totals, organizer, path } = await divers()
    const list = [
      '编号,姓名,次,难度,倍率,基础分,作废,备注',
      `${first.code},,1,1.50,,,,`,
      `${first.code},,第2次,2,3,1.5,,`,
      `${second.code},,1,1,,,否,`,
      `${second.code},,2,3,,,是,`,
    ].join('\n')
    const preview = await look(list)
    const plain = { base: '0', difficulty: '1', multiplier: '1', table: null, isVoid: false }
    expect(preview).toMatchObject({ faults: [], unchanged: 1, ignored: ['备注'] })
    expect(preview.changes.map(({ row, name, before, after }) => [row, name, before, after])).toEqual([
      [2, first.name, { id: '1', ...plain }, { id: '1', ...plain, difficulty: '1.5' }],
      [3, first.name, { id: '2', ...plain }, { id: '2', ...plain, difficulty: '2', multiplier: '3', base: '1.5' }],
      [5, second.name, { id: '2', ...plain }, { id: '2', ...plain, difficulty: '3', isVoid: true }],
    ])
    expect(await totals()).toEqual({ [first.name]: '20', [second.name]: '20' })
    expect((await keep(list, preview, ' ')).status).toBe(400)
    const kept = await keep(list, preview)
    expect([kept.status, await kept.json()]).toEqual([201, { changed: 3 }])
    // 10 × 1.5 + (1.5 + 10 × 2 × 3); 10 and a void one.
    expect(await totals()).toEqual({ [first.name]: '76.5', [second.name]: '10' })
    const { rulings } = (await (await organizer('GET', `${path}/rulings`)).json()) as { rulings: object[] }
    expect(rulings).toHaveLength(3)
    expect(rulings[0]).toMatchObject({
      ruled: { kind: 'attempt', part: 'dives' },
      reason: '难度表.csv',
      signer: '黎远舟',
    })
    expect(await house.db.selectFrom('journal').select('kind').where('kind', '=', 'ruling').execute()).toHaveLength(3)
    expect((await look(list)).changes).toEqual([])
  })

  it('with one fault is kept by nobody, and each is named with its row', async () => {
    const { first, second, look, keep, totals } = await divers()
    const list = [
      'code,attempt,difficulty,void',
      `${first.code},1,2,`,
      `${first.code},1,3,`,
      `${first.code},3,3,`,
      `${first.code},2,"1,5",`,
      `${second.code},2,2,perhaps`,
      'nobody,1,2,',
    ].join('\n')
    const preview = await look(list)
    expect(preview.faults.map((fault) => ['row' in fault && fault.row, fault.kind])).toEqual([
      [3, 'row-twice'],
      [4, 'unknown-attempt'],
      [5, 'not-a-number'],
      [6, 'not-yes-or-no'],
      [7, 'unknown-entry'],
    ])
    const refused = await keep(list, preview)
    expect([refused.status, ((await refused.json()) as { kind: string }).kind]).toEqual([422, 'list-refused'])
    expect(await totals()).toMatchObject({ [first.name]: '20' })
    expect((await look('code,attempt\n1,1')).faults).toEqual([{ kind: 'no-difficulty' }])
    expect((await look('code,difficulty\n1,1')).faults).toEqual([{ kind: 'no-attempts' }])
    expect((await look('a,b\n1,1')).faults).toEqual([{ kind: 'no-competitors' }])
  })

  it('is looked at again where something was set down meanwhile, or where it is another file', async () => {
    const { first, look, keep, organizer, path } = await divers()
    const list = `code,attempt,difficulty\n${first.code},1,2`
    const preview = await look(list)
    const other = await keep(`${list}.5`, preview)
    expect([other.status, await other.json()]).toEqual([409, { kind: 'file-changed' }])
    const attempt = { id: '1', base: '0', difficulty: '1.2', multiplier: '1', table: null, isVoid: false }
    await organizer('POST', `${path}/rulings`, {
      id: 'x'.repeat(22),
      entryId: first.id,
      ruled: { kind: 'attempt', part: 'dives', attempt },
      reason: '临时改动作',
      signer: '黎远舟',
    })
    const late = await keep(list, preview)
    expect([late.status, await late.json()]).toEqual([409, { kind: 'list-changed' }])
    expect((await look(list)).changes).toMatchObject([{ before: { difficulty: '1.2' }, after: { difficulty: '2' } }])
  })

  it('is for organizers alone', async () => {
    const { path } = await divers()
    expect((await house.request('POST', `${path}/attempts/preview`, {})).status).toBe(401)
    expect((await house.request('POST', `${path}/attempts`, {})).status).toBe(401)
  })
})
