import type { Context, MiddlewareHandler } from 'hono'

const unsafe = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/**
 * Refuses changes that another site asks for (security checklist 19–20): the Origin must be the very one that was
 * called, and JSON routes take only what they say they take. Sec-Fetch-Site is honoured where a browser sends it.
 */
export const ownOrigin: MiddlewareHandler = async (c, next) => {
  if (!unsafe.has(c.req.method)) return next()
  if (!isOwnOrigin((name) => c.req.header(name))) return c.json({ kind: 'foreign-origin' }, 403)
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined && site !== 'same-origin') return c.json({ kind: 'foreign-origin' }, 403)
  return next()
}

type Header = (name: string) => string | readonly string[] | undefined

/**
 * The same question for the socket's handshake, where Socket.IO's own `cors` option does not ask it. The Origin is spelled
 * as browsers spell it: scheme, host, a port that is not the scheme's own, and nothing else.
 */
export function isOwnOrigin(header: Header): boolean {
  const [origin, host] = [header('origin'), header('host')]
  if (typeof origin !== 'string' || typeof host !== 'string' || !/^[\w.:[\]-]+$/.test(host)) return false
  if (origin === `${schemeOf(header)}://${host}`) return true
  try {
    return new URL(`${schemeOf(header)}://${host}`).origin === origin
  } catch {
    return false
  }
}

/**
 * We speak plain HTTP; a proxy that takes TLS off in front of us says so by `X-Forwarded-Proto: https`. No page of another
 * site can send that header: a browser asks before it does (CORS), and we let nobody.
 */
export const schemeOf = (header: Header): 'http' | 'https' =>
  header('x-forwarded-proto') === 'https' ? 'https' : 'http'

export const isSecure = (c: Context): boolean => schemeOf((name) => c.req.header(name)) === 'https'
