import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { isSecure } from './origin.ts'

/**
 * Security checklist 32. No trusted types: Solid's templates need innerHTML. The socket is named beside 'self' because
 * older Safari does not take wss: for the same origin. HSTS is left to whoever terminates TLS with a real domain.
 * Without TLS browsers ignore both words on origins, and complain of them in the console.
 */
const headersFor = (host: string, secure: boolean): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:', 'blob:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'", `ws://${host}`, `wss://${host}`],
      manifestSrc: ["'self'"],
      workerSrc: ["'self'"],
      baseUri: ["'none'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      objectSrc: ["'none'"],
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: secure && 'same-origin',
    originAgentCluster: secure,
    referrerPolicy: 'no-referrer',
    permissionsPolicy: { camera: ['self'], microphone: [], geolocation: [], screenWakeLock: ['self'] },
  })

/** Written out once for each host that is asked, and in a hall that is one. */
let written = { host: '', secure: false, handler: headersFor('localhost', false) }

/** For pages. */
export const pageHeaders: MiddlewareHandler = (c, next) => {
  const asked = c.req.header('host') ?? ''
  const host = /^[\w.:[\]-]+$/.test(asked) ? asked : 'localhost' // what a client writes there must not add to the policy
  const secure = isSecure(c)
  if (written.host !== host || written.secure !== secure) written = { host, secure, handler: headersFor(host, secure) }
  return written.handler(c, next)
}

/** For answers of the API, which no browser is to keep, guess at or show as a page. Set first: a route may say otherwise. */
export const apiHeaders: MiddlewareHandler = (c, next) => {
  c.header('Cache-Control', 'no-store')
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
  return next()
}
