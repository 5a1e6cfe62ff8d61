import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'

/**
 * Takes no body longer than `most` bytes: 413. Most clients say how long theirs is, and Node holds them to it; Hono's own
 * limit looks at every body as a web stream first, which costs a mark more than its rules and its journal do.
 */
export function boundedBody(most: number): MiddlewareHandler {
  const tooLarge = { kind: 'too-large', most } as const
  const counted = bodyLimit({ maxSize: most, onError: (c) => c.json(tooLarge, 413) })
  return (c, next) => {
    const length = c.req.header('content-length')
    if (length === undefined || c.req.header('transfer-encoding') !== undefined) return counted(c, next)
    return Number(length) <= most ? next() : Promise.resolve(c.json(tooLarge, 413))
  }
}
