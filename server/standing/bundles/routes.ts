import { Hono } from 'hono'
import { stream } from 'hono/streaming'
import { StageTarget } from '#contract/stages.ts'
import { writtenBundle, writtenMark } from '#contract/written-bundle.ts'
import { attachment } from '../../http/attachment.ts'
import type { Deps } from '../../http/deps.ts'
import { statusOf } from '../../http/problem.ts'
import { staffOnly } from '../../http/session.ts'
import { valid } from '../../http/valid.ts'
import { readBundle } from './read-bundle.ts'

/** For organizers: a stage that can be scored again by anybody, without this program too. */
export const bundlesRoutes = ({ db, frozen, kept, now, report }: Deps) =>
  new Hono().get('/stages/:stageId/bundle.json', staffOnly(db, now), valid('param', StageTarget), async (c) => {
    const { stageId } = c.req.valid('param')
    const stage = await frozen(db, stageId)
    if (!stage) return c.json({ kind: 'not-found', what: 'stage' } as const, statusOf['not-found'])
    const { bundle, marks } = await readBundle(db, kept, stage)
    c.header('content-type', 'application/json')
    c.header('content-disposition', attachment(`${stage.rubric.title} ${stageId.slice(0, 8)}`, 'json'))
    return stream(
      c,
      async (out) => {
        const { marks: _, ...head } = writtenBundle(bundle, stageId)
        await out.write(`${JSON.stringify(head).slice(0, -1)},"marks":[`)
        let isFirst = true
        for (const own of marks) {
          if (out.aborted) return
          const text = own.map((mark) => JSON.stringify(writtenMark(mark))).join(',')
          if (text !== '') await out.write(isFirst ? text : `,${text}`)
          isFirst &&= text === ''
          await new Promise(setImmediate) // marks first
        }
        await out.write(']}')
      },
      async (error) => report(error),
    )
  })
