import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RubricPreview } from '#contract/rubrics.ts'
import type { StageView } from '#contract/stages.ts'
import { handWorkbook, many, scheme, sheet } from '../support/hand-workbook.ts'
import { handZip } from '../support/hand-zip.ts'
import { expectEachOnce, markThrough } from '../support/mark-through.ts'
import { openedOverHttp } from '../support/over-http.ts'
import { judgement, rubricOf } from '../support/rubrics.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const good = handZip(handWorkbook({ sheets: [sheet(scheme())] }))
const hostile = (rows: string, before = '') => handZip(handWorkbook({ sheets: [sheet(rows, { before })] }))
/** No machine is through with it in time. */
const endless = hostile(
  scheme(),
  `<cols>${many(30_000, (i) => `<col min="1" max="16384" width="${(i * 7919) % 104_729}"/>`)}</cols>`,
)

let server: RunningServer
let stage: Awaited<ReturnType<typeof openedOverHttp>>
beforeAll(async () => {
  server = await startServer()
  stage = await openedOverHttp(server, {
    rubric: rubricOf(Array.from({ length: 20 }, () => judgement(1))),
    settings: { blind: true, feed: 'on-lock', identity: 'code' },
    judges: 2,
  })
})
afterAll(() => server?.close())

const upload = (path: string, body: Uint8Array, headers: Record<string, string> = {}) =>
  fetch(`${server.origin}/api/stages/${path}`, {
    method: 'POST',
    body: body as Uint8Array<ArrayBuffer>,
    headers: { origin: server.origin, cookie: stage.staffCookie(), ...headers },
  })

/** An upload whose file never comes. */
async function begun(): Promise<{ end(): void }> {
  const { hostname, port } = new URL(server.origin)
  const headers = { origin: server.origin, cookie: stage.staffCookie(), 'content-length': '1000' }
  const path = `/api/stages/${stage.stageId}/rubric/preview`
  const sent = request({ hostname, port, path, method: 'POST', headers })
  sent.on('error', () => undefined)
  await new Promise<void>((written) => sent.write('x', () => written()))
  return { end: () => void sent.destroy() }
}

describe('hostile files that come all at once', () => {
  it('do not keep judges from marking', async () => {
    const files = [endless, good, endless, hostile('<row'), endless, handZip([]), new Uint8Array(5 * 1024 * 1024), good]
    const statuses: number[] = []
    const receipts = await markThrough(stage, async () => {
      const answers = files.map((file, i) => upload(`${stage.stageId}/${i % 3 ? 'rubric' : 'roster'}/preview`, file))
      for (const answer of await Promise.all(answers)) statuses.push(answer.status)
    })
    expect(statuses).toEqual([422, 200, 200, 422, 200, 200, 422, 200])
    await server.kill()
    await expectEachOnce(server.where, receipts)
    await server.restart()
  })

  it('are told to come again where ten are in the house already, until one of those is gone', async () => {
    const look = () => upload(`${stage.stageId}/rubric/preview`, good)
    const uploads: { end(): void }[] = []
    let answer = await look()
    // The look itself takes a place while it lasts, so there may be more begun than let in.
    while (answer.status === 200 && uploads.length < 100) {
      uploads.push(await begun())
      answer = await look()
    }
    expect([answer.status, await answer.json(), answer.headers.get('retry-after')]).toEqual([
      503,
      { kind: 'too-busy' },
      '5',
    ])
    expect(uploads.length).toBeGreaterThanOrEqual(10)
    for (const one of uploads) one.end()
    for (let i = 0; i < 200 && answer.status === 503; i++) {
      await new Promise((wait) => setTimeout(wait, 25))
      answer = await look()
    }
    expect(await answer.json()).toMatchObject({ importable: true, summary: { title: '10 Welding' } })
  })

  it('leave nothing behind in a stage that is being planned', async () => {
    const call = async (method: string, path: string, body?: object) => {
      const answer = await fetch(`${server.origin}/api/${path}`, {
        method,
        headers: { origin: server.origin, cookie: stage.staffCookie(), 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return (await answer.json()) as Record<string, string>
    }
    const { contestId } = await call('POST', 'contests', { name: '又一个赛事' })
    const { stageId } = await call('POST', `contests/${contestId}/skills`, { name: '赛项', stage: '决赛' })
    for (const file of [endless, hostile('<row'), hostile(scheme().replace('<v>100</v>', '<v>-1</v>'))]) {
      const seen = (await (await upload(`${stageId}/rubric/preview`, file)).json()) as RubricPreview
      const kept = await upload(`${stageId}/rubric`, file, { 'x-sha256': seen.sha256 })
      expect([kept.status, await kept.json()]).toEqual([422, { kind: 'rubric-refused', findings: seen.findings }])
    }
    const view = (await call('GET', `stages/${stageId}`)) as unknown as StageView
    expect({ rubric: view.rubric, entries: view.entries }).toEqual({ rubric: null, entries: [] })
  })
})
