import type { ValidationTargets } from 'hono'
import { validator } from 'hono/validator'
import type { z } from 'zod'
import { statusOf } from './problem.ts'

const JSON_TYPE = /^application\/([\w.+-]+\+)?json\s*(;|$)/i

/**
 * Parses at the door: what does not fit the contract is answered 400, what is not sent as JSON 415, and neither reaches a command. So is text that only one
 * of the engines would keep: PostgreSQL takes no U+0000, and half a surrogate pair would come back as another sign.
 */
export const valid = <Target extends 'json' | 'param' | 'query', Schema extends z.ZodType>(
  target: Target,
  schema: Schema,
) =>
  validator(target as Target & keyof ValidationTargets, (value, c) => {
    if (target === 'json' && !JSON_TYPE.test(c.req.header('content-type') ?? '')) {
      return c.json({ kind: 'not-json' } as const, statusOf['not-json'])
    }
    const parsed = schema.safeParse(value)
    if (parsed.success && isKept(parsed.data)) return parsed.data
    const [issue] = parsed.error?.issues ?? []
    return c.json(
      { kind: 'malformed', where: issue?.path.join('.') ?? '', message: issue?.message ?? 'unreadable text' } as const,
      400,
    )
  })

/** Can every text in it be kept and read back as it is? */
export function isKept(value: unknown): boolean {
  if (typeof value === 'string') return !/[\0\ud800-\udfff]/u.test(value)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isKept)
}
