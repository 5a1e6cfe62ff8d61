import type { ValidationTargets } from 'hono'
import { validator } from 'hono/validator'
import type { z } from 'zod'

/** Parses at the door: what does not fit the contract is answered 400 and reaches no command. */
export const valid = <Target extends 'json' | 'param', Schema extends z.ZodType>(target: Target, schema: Schema) =>
  validator(target as Target & keyof ValidationTargets, (value, c) => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const [issue] = parsed.error.issues
    return c.json(
      { kind: 'malformed', where: issue?.path.join('.') ?? '', message: issue?.message ?? '' } as const,
      400,
    )
  })
