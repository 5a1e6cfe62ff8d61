import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { type Passing, passing } from '../db/passing.ts'
import { statusOf } from './problem.ts'
import { TooBusy } from './too-busy.ts'

/** Seconds after which somebody who was sent away may come again. */
const COME_AGAIN = '5'

/** The answer where something failed that no route foresees. What is nobody's fault and passes is 503 and says when to come again. */
export function failure(error: Error, c: Context, report: (error: unknown) => void): Response {
  // A body that is no JSON is the sender's fault, and sending it again would not mend it.
  if (error instanceof HTTPException) {
    return c.json({ kind: 'malformed', where: '', message: error.message }, error.status)
  }
  if (error instanceof TooBusy) return comeAgain(c, 'too-busy')
  report(error)
  const kind = passing(error)
  return kind ? comeAgain(c, kind) : c.json({ kind: 'unexpected' }, 500)
}

export const comeAgain = (c: Context, kind: 'too-busy' | Passing) =>
  c.json({ kind } as const, statusOf[kind], { 'Retry-After': COME_AGAIN })
