import { z } from 'zod'
import { Plain } from './text.ts'

const Name = Plain(1, 60)
const Password = z.string().min(8).max(256)

/** The one-time set-up: the token stands in the fragment of the link that the server printed at its first start. */
export const SetUp = z.strictObject({ token: z.string().regex(/^[A-Za-z0-9_-]{43}$/), name: Name, password: Password })
export const SignIn = z.strictObject({ name: Name, password: z.string().min(1).max(256) })

/** GET /api/session: who is asking. */
export interface Session {
  readonly staff: { readonly name: string } | null
  /** Nobody has been set up yet: only the printed link helps. */
  readonly setUpNeeded: boolean
}
