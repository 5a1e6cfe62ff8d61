import { Hono } from 'hono'
import { AddSkill, ContestTarget, PlanContest, WipeRehearsal } from '#contract/contests.ts'
import { asId, type ContestId, type JournalId, type SkillId, type StageId } from '#domain/ids.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { addSkill } from './add-skill.ts'
import { planContest } from './plan-contest.ts'
import { readContests } from './store.ts'
import { wipeRehearsal } from './wipe-rehearsal.ts'

export const contestsRoutes = ({ db, transact, journal, publish, boards, now, newId }: Deps) =>
  new Hono()
    .get('/contests', staffOnly(db, now), async (c) => c.json({ contests: await readContests(db) }))
    .post('/contests', staffOnly(db, now), valid('json', PlanContest), async (c) => {
      const command = {
        contestId: asId<ContestId>(newId()),
        journalId: asId<JournalId>(newId()),
        ...c.req.valid('json'),
        actor: `staff:${c.var.staff.id}`,
      }
      const contestId = await transact((trx) => planContest(trx, journal, command, now()))
      return c.json({ contestId }, 201)
    })
    .post(
      '/contests/:contestId/skills',
      staffOnly(db, now),
      valid('param', ContestTarget),
      valid('json', AddSkill),
      async (c) => {
        const command = {
          ...c.req.valid('param'),
          ...c.req.valid('json'),
          skillId: asId<SkillId>(newId()),
          stageId: asId<StageId>(newId()),
          actor: `staff:${c.var.staff.id}`,
        }
        const added = await transact((trx) => addSkill(trx, journal, command, now()))
        if (!added.ok) return c.json(added.error, statusOf[added.error.kind])
        return c.json(added.value, 201)
      },
    )
    .post(
      '/contests/:contestId/wipe',
      staffOnly(db, now),
      valid('param', ContestTarget),
      valid('json', WipeRehearsal),
      async (c) => {
        const command = { ...c.req.valid('param'), ...c.req.valid('json') }
        const wiped = await transact((trx) => wipeRehearsal(trx, command, now()))
        if (!wiped.ok) return c.json(wiped.error, statusOf[wiped.error.kind])
        for (const stageId of wiped.value.stages) {
          boards.renewed(stageId)
          publish.progressChanged(stageId)
        }
        publish.seatsChanged(wiped.value.seats)
        return c.json({ wiped: true } as const)
      },
    )
