import { Hono } from 'hono'
import { SaveScheme, VersionTarget } from '#contract/schemes.ts'
import { StageTarget } from '#contract/stages.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { saveScheme } from './save-scheme.ts'
import { findVersion, readScheme } from './store.ts'

const noStage = { kind: 'not-found', what: 'stage' } as const
const noVersion = { kind: 'not-found', what: 'scheme' } as const

/** The scheme of a stage, for organizers: read and saved version by version until the stage opens (RULES §11). */
export const schemesRoutes = ({ db, transact, journal, now }: Deps) =>
  new Hono()
    .get('/stages/:stageId/scheme', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const scheme = await readScheme(db, c.req.valid('param').stageId)
      return scheme ? c.json(scheme) : c.json(noStage, statusOf['not-found'])
    })
    .get('/stages/:stageId/scheme/versions/:version', staffOnly(db, now), valid('param', VersionTarget), async (c) => {
      const { stageId, version } = c.req.valid('param')
      const found = await findVersion(db, stageId, version)
      return found ? c.json(found) : c.json(noVersion, statusOf['not-found'])
    })
    .put(
      '/stages/:stageId/scheme',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', SaveScheme),
      async (c) => {
        const { id, name } = c.var.staff
        const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${id}`, savedBy: name }
        const saved = await transact((trx) => saveScheme(trx, journal, command, now()))
        return saved.ok ? c.json(saved.value) : c.json(saved.error, statusOf[saved.error.kind])
      },
    )
