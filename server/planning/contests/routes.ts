import { Hono } from 'hono'
import { AddSkill, ContestTarget, PlanContest } from '#contract/contests.ts'
import { asId, type ContestId, type JournalId, type SkillId, type StageId } from '#domain/ids.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { addSkill } from './add-skill.ts'
import { planContest } from './plan-contest.ts'
import { readContests } from './store.ts'

export const contestsRoutes = ({ db, transact, journal, now, newId }: Deps) =>
  new Hono()
    .get('/contests', staffOnly(db, now), async (c) => c.json({ contests: await readContests(db) }))
    .post('/contests', staffOnly(db, now), valid('json', PlanContest), async (c) => {
      const command = {
        contestId: asId<ContestId>(newId()),
        journalId: asId<JournalId>(newId()),
        name: c.req.valid('json').name,
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
