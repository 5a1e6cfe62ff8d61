import type { StageView } from '#contract/stages.ts'
import type { StageId } from '#domain/ids.ts'
import type { Rubric } from '#domain/rubric.ts'
import type { BoardSettings } from '#domain/stage.ts'
import { RobotJudge } from './robot.ts'
import type { RunningServer } from './server.ts'

export interface Prepared {
  readonly rubric: Rubric
  readonly settings: BoardSettings
  /** Each panel marks one sub-criterion after another in turn: with one panel, all of them. */
  readonly panels?: number
  /** On each panel. */
  readonly judges?: number
  readonly entries?: number
}

/** A contest prepared over HTTP on a running server, up to an open stage; robots take the seats. */
export async function openedOverHttp(
  server: RunningServer,
  { rubric, settings, panels = 1, judges = 1, entries = 3 }: Prepared,
) {
  let cookie = ''
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const raw = body instanceof Uint8Array
    const answer = await fetch(`${server.origin}${path}`, {
      method,
      headers: { origin: server.origin, cookie, ...(raw ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: raw ? (body as Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    cookie = (answer.headers.get('set-cookie') ?? cookie).split(';')[0] ?? ''
    return answer.json()
  }
  const token = new URL(server.setUpLink() ?? '').hash.slice(1)
  await call('POST', '/api/setup', { token, name: '组织者', password: 'a long password' })
  const { contestId } = (await call('POST', '/api/contests', { name: '赛事' })) as { contestId: string }
  const { stageId } = (await call('POST', `/api/contests/${contestId}/skills`, { name: '赛项', stage: '决赛' })) as {
    stageId: StageId
  }
  const bytes = new TextEncoder().encode(JSON.stringify(rubric))
  const { sha256 } = (await call('POST', `/api/stages/${stageId}/rubric/preview`, bytes)) as { sha256: string }
  await call('POST', `/api/stages/${stageId}/rubric`, bytes, { 'x-sha256': sha256 })
  await call('POST', `/api/stages/${stageId}/entries`, {
    entries: Array.from({ length: entries }, (_, i) => ({ name: `选手${i + 1}`, organization: '', station: null })),
  })
  const subCriteria = rubric.criteria.flatMap((criterion) => criterion.subCriteria.map((sub) => sub.id))
  const seatsOf = (panel: number) =>
    Array.from({ length: judges }, (_, i) => ({
      judge: `裁判${panel + 1}-${i + 1}`,
      chief: i === 0,
      recorder: i === 0,
    }))
  await call('PUT', `/api/stages/${stageId}/panels`, {
    pointsRule: 'mean',
    panels: Array.from({ length: panels }, (_, p) => ({
      name: `第${p + 1}组`,
      subCriteria: subCriteria.filter((_, i) => i % panels === p),
      seats: seatsOf(p),
    })),
  })
  await call('PUT', `/api/stages/${stageId}/settings`, settings)
  await call('POST', `/api/stages/${stageId}/open`)
  const view = (await call('GET', `/api/stages/${stageId}`)) as StageView
  const robots: RobotJudge[] = []
  for (const seat of view.panels.flatMap((panel) => panel.seats)) {
    const link = (await call('POST', `/api/stages/${stageId}/seats/${seat.id}/link`)) as { token: string }
    const robot = new RobotJudge(server.origin)
    await robot.enter(`${server.origin}/seat#${link.token}`)
    robots.push(robot)
  }
  return { stageId, view, robots, staffCookie: () => cookie }
}
