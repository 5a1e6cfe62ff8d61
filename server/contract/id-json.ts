import { z } from 'zod'
import { asId } from '#domain/ids.ts'

/** An id that is looked up: no longer than any that the server gave. */
export const idJson = <I extends ReturnType<typeof asId>>() =>
  z
    .string()
    .max(64)
    .transform(asId<I>)

/** Made where something is given or signed: 128 random bits in base64url, so that the same sent again is the same. */
export const MadeThere = z.string().regex(/^[A-Za-z0-9_-]{22}$/)
