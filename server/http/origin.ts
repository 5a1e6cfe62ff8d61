import type { MiddlewareHandler } from 'hono'

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Refuses changes that another site asks for (security checklist 19–20): the Origin must name the very host that was
 * called, and JSON routes take only what they say they take. Sec-Fetch-Site is honoured where a browser sends it.
 */
export const ownOrigin: MiddlewareHandler = async (c, next) => {
  if (!unsafe.has(c.req.method)) return next()
  if (!isOwnOrigin(c.req.header('origin'), c.req.header('host'))) return c.json({ kind: 'foreign-origin' }, 403)
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return c.json({ kind: 'foreign-origin' }, 403)
  return next()
}

/** The same question for the socket's handshake, where Socket.IO's own `cors` option does not ask it. */
export function isOwnOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined || host === undefined) return false
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
