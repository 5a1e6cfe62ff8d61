import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { pageHeaders } from './headers.ts'

/** The built client: files under /assets never change under their name; every other path is the one page. */
export function pagesRoutes(pages: string) {
  const page = () => readFile(join(pages, 'index.html'), 'utf8')
  return new Hono()
    .use('*', pageHeaders)
    .use('/assets/*', async (c, next) => {
      await next()
      if (c.res.ok) c.header('Cache-Control', 'public, max-age=31536000, immutable')
    })
    .use('*', serveStatic({ root: pages, rewriteRequestPath: (path) => (path === '/' ? '/-' : path) }))
    .get('/assets/*', (c) => c.text('not found', 404))
    .get('*', async (c) => {
      c.header('Cache-Control', 'no-cache')
      return c.html(await page())
    })
}

export const hasPages = (pages: string) => existsSync(join(pages, 'index.html'))
