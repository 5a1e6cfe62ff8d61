import { hc } from 'hono/client'
import { err, ok, type Result } from '#domain/result.ts'
import type { App } from '../server/app.ts'

/** Every route of the server, typed from the server's own code. */
export const api = hc<App>(location.origin)

/** A refusal as the server words it, or the silence of a cut line. `kind` chooses the sentence that a person reads. */
export interface Problem {
  readonly kind: string
  readonly [detail: string]: unknown
}

interface Answer {
  readonly ok: boolean
  readonly status: number
  json(): Promise<unknown>
}

/** The body of a 2xx answer: what is left of all bodies when those that name a refusal are taken out. */
type Good<R extends Answer> = Exclude<Awaited<ReturnType<R['json']>>, { readonly kind: string }>

/** The body of a 2xx answer; a Problem for every other answer, for silence, and for a body that is not JSON. */
export async function ask<R extends Answer>(request: Promise<R>): Promise<Result<Good<R>, Problem>> {
  try {
    const response = await request
    const body = (await response.json()) as unknown
    if (response.ok) return ok(body as Good<R>)
    return err(isProblem(body) ? body : { kind: 'unexpected', status: response.status })
  } catch {
    return err({ kind: 'no-answer' })
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && typeof (body as { kind?: unknown }).kind === 'string'
