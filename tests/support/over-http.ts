import type { Rubric } from '#domain/rubric.ts'
import type { BoardSettings } from '#domain/stage.ts'
import { RobotJudge } from '../../fixtures/robots/robot-judge.ts'
import { RobotOrganizer } from '../../fixtures/robots/robot-organizer.ts'
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

/** A contest prepared over HTTP on a running server, up to an open stage. */
export async function organizedOverHttp(
  server: RunningServer,
  { rubric, settings, panels = 1, judges = 1, entries = 3 }: Prepared,
) {
  const organizer = new RobotOrganizer(server.origin)
  await organizer.setUp(server.setUpLink() ?? '', '组织者', 'a long password')
  const stageId = await organizer.planStage('赛事', '赛项', '决赛')
  await organizer.bringRubric(stageId, new TextEncoder().encode(JSON.stringify(rubric)), 'rubric.json')
  await organizer.addEntries(
    stageId,
    Array.from({ length: entries }, (_, i) => ({ name: `选手${i + 1}`, organization: '', station: null })),
  )
  const subCriteria = rubric.criteria.flatMap((criterion) => criterion.subCriteria.map((sub) => sub.id))
  const seatsOf = (panel: number) =>
    Array.from({ length: judges }, (_, i) => ({
      judge: `裁判${panel + 1}-${i + 1}`,
      chief: i === 0,
      recorder: i === 0,
    }))
  await organizer.seatJudges(
    stageId,
    'mean',
    Array.from({ length: panels }, (_, p) => ({
      name: `第${p + 1}组`,
      subCriteria: subCriteria.filter((_, i) => i % panels === p),
      seats: seatsOf(p),
    })),
  )
  return { organizer, stageId, view: await organizer.open(stageId, settings) }
}

/** The same with a robot on every seat. */
export async function openedOverHttp(server: RunningServer, prepared: Prepared) {
  const { organizer, stageId, view } = await organizedOverHttp(server, prepared)
  const robots: RobotJudge[] = []
  for (const seat of view.panels.flatMap((panel) => panel.seats)) {
    const robot = new RobotJudge(server.origin)
    await robot.enter(await organizer.issueLink(stageId, seat.id))
    robots.push(robot)
  }
  return { stageId, view, robots, staffCookie: () => organizer.cookie }
}
