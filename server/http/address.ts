import type { Context } from 'hono'

/** Where the request comes from, or from which proxy; '' where there is no connection (an app called in its own process). */
export const addressOf = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''
