import { hash } from 'node:crypto'
import { Hono } from 'hono'
import type { PointsImports, PointsPreview } from '#contract/imports.ts'
import { StageTarget } from '#contract/stages.ts'
import { importedAspects } from '#domain/imported.ts'
import type { GivenMark } from '#domain/mark.ts'
import type { FrozenStage } from '../../db/frozen-stage.ts'
import { findStage } from '../../db/stage-head.ts'
import type { Deps, PanelNews } from '../../http/deps.ts'
import { fewFiles } from '../../http/few-files.ts'
import { fileName } from '../../http/file-name.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { readPoints } from '../../jobs/read-points.ts'
import { comparePoints } from './compare-points.ts'
import { importPoints, type PointsEntered } from './import-points.ts'
import { readImports } from './store.ts'

const notOpen = { kind: 'stage-not-open', state: 'draft' } as const

/** Points of imported aspects from files, for organizers: looked at first, and kept whole or not at all. */
export const importsRoutes = (deps: Deps, news: PanelNews) => {
  const { db, transact, journal, frozen, kept, boards, publish, newId, now } = deps

  /** Whoever shows marks is told, as when a tablet has entered them. */
  const tell = (stage: FrozenStage, entered: readonly PointsEntered[]) => {
    for (const seatId of new Set(entered.map((one) => one.seatId))) {
      const own = entered.filter((one) => one.seatId === seatId)
      kept.entered(stage.id, seatId, own.map(toMark))
    }
    boards.marked(stage, entered)
    news.entered(
      stage,
      entered.map(({ entryId, aspectId, before }) => ({ entryId, aspectId, isFirst: before === null })),
    )
    publish.seatsChanged([...new Set(entered.map(({ seatId }) => seatId))])
    publish.progressChanged(stage.id)
  }
  const toMark = ({ markId, entryId, aspectId, after }: PointsEntered): GivenMark => ({
    id: markId,
    number: 0,
    entryId,
    aspectId,
    value: { kind: 'imported', points: after },
    replaces: null,
    at: now(),
  })

  return new Hono()
    .get('/stages/:stageId/imports', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      if (!(await findStage(db, stageId)))
        return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
      const stage = await frozen(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const aspects = importedAspects(stage.rubric, stage.scheme).map(({ aspect: { id, name, max } }) => ({
        id,
        name,
        max,
      }))
      return c.json({ stageId, aspects, imports: await readImports(db, stageId) } satisfies PointsImports)
    })
    .post('/stages/:stageId/imports/preview', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      if (!(await frozen(db, stageId))) return c.json(notOpen, statusOf['stage-not-open'])
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const read = await readPoints(bytes)
      if (!read.ok) return c.json(read.error, statusOf[read.error.kind])
      const stage = await frozen.current(db, stageId)
      if (!stage) return c.json(notOpen, statusOf['stage-not-open'])
      const { preview } = await comparePoints(db, { stage, sha256: hash('sha256', bytes), sheets: read.value })
      return c.json(preview satisfies PointsPreview)
    })
    .post('/stages/:stageId/imports', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
      const { stageId } = c.req.valid('param')
      if (!(await frozen(db, stageId))) return c.json(notOpen, statusOf['stage-not-open'])
      const bytes = new Uint8Array(await c.req.arrayBuffer())
      const sha256 = hash('sha256', bytes)
      // What is kept must be what was shown.
      if (c.req.header('x-sha256') !== sha256) {
        return c.json({ kind: 'file-changed' } as const, statusOf['file-changed'])
      }
      const read = await readPoints(bytes)
      if (!read.ok) return c.json(read.error, statusOf[read.error.kind])
      const file = fileName(c.req.header('x-file-name') ?? '')
      const seen = c.req.header('x-seen') ?? ''
      const command = { stageId, id: newId(), file, sha256, sheets: read.value, seen, staff: c.var.staff }
      const imported = await transact((trx) => importPoints(trx, { journal, frozen }, command, now()))
      if (!imported.ok) return c.json(imported.error, statusOf[imported.error.kind])
      const { stage, entered } = imported.value
      if (entered.length > 0) tell(stage, entered)
      return c.json({ changed: entered.length }, 201)
    })
}
