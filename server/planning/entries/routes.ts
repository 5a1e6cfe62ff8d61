import { Hono } from 'hono'
import { AddEntries, ChangeEntryDivision, ChangeEntryState, EntryTarget, StageTarget } from '#contract/stages.ts'
import { readSeatIds } from '../../db/stage-head.ts'
import type { Deps } from '../../http/deps.ts'
import { fewFiles } from '../../http/few-files.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { addEntries } from './add-entries.ts'
import { addTrial } from './add-trial.ts'
import { changeDivision } from './change-division.ts'
import { changeEntryState } from './change-entry-state.ts'
import { previewRoster } from './read-roster.ts'
import { removeEntry } from './remove-entry.ts'

export const entriesRoutes = ({ db, transact, journal, publish, boards, now, newId, draw }: Deps) =>
  new Hono()
    .post('/stages/:stageId/roster/preview', staffOnly(db, now), fewFiles, valid('param', StageTarget), async (c) => {
      const read = await previewRoster(new Uint8Array(await c.req.arrayBuffer()))
      return read.ok ? c.json(read.value) : c.json(read.error, statusOf[read.error.kind])
    })
    .post(
      '/stages/:stageId/entries',
      staffOnly(db, now),
      valid('param', StageTarget),
      valid('json', AddEntries),
      async (c) => {
        const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
        const added = await transact((trx) => addEntries(trx, journal, command, { draw, newId }, now()))
        return added.ok ? c.json({ added: added.value }, 201) : c.json(added.error, statusOf[added.error.kind])
      },
    )
    .post('/stages/:stageId/trials', staffOnly(db, now), valid('param', StageTarget), async (c) => {
      const command = { ...c.req.valid('param'), actor: `staff:${c.var.staff.id}` }
      const added = await transact((trx) => addTrial(trx, journal, command, newId, now()))
      if (!added.ok) return c.json(added.error, statusOf[added.error.kind])
      publish.progressChanged(command.stageId)
      publish.seatsChanged(await readSeatIds(db, command.stageId))
      return c.json(added.value, 201)
    })
    .put(
      '/stages/:stageId/entries/:entryId/state',
      staffOnly(db, now),
      valid('param', EntryTarget),
      valid('json', ChangeEntryState),
      async (c) => {
        const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
        const changed = await transact((trx) => changeEntryState(trx, journal, command, now()))
        if (!changed.ok) return c.json(changed.error, statusOf[changed.error.kind])
        if (changed.value.isNew) {
          if (!changed.value.trial) boards.renewed(command.stageId)
          publish.progressChanged(command.stageId)
          publish.seatsChanged(await readSeatIds(db, command.stageId))
        }
        return c.json({ state: changed.value.state })
      },
    )
    .put(
      '/stages/:stageId/entries/:entryId/division',
      staffOnly(db, now),
      valid('param', EntryTarget),
      valid('json', ChangeEntryDivision),
      async (c) => {
        const command = { ...c.req.valid('param'), ...c.req.valid('json'), actor: `staff:${c.var.staff.id}` }
        const changed = await transact((trx) => changeDivision(trx, journal, command, now()))
        return changed.ok ? c.json({ division: changed.value }) : c.json(changed.error, statusOf[changed.error.kind])
      },
    )
    .delete('/stages/:stageId/entries/:entryId', staffOnly(db, now), valid('param', EntryTarget), async (c) => {
      const command = { ...c.req.valid('param'), actor: `staff:${c.var.staff.id}` }
      const removed = await transact((trx) => removeEntry(trx, journal, command, now()))
      return removed.ok ? c.json({ removed: true } as const) : c.json(removed.error, statusOf[removed.error.kind])
    })
