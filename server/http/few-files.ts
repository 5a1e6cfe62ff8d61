import { createMiddleware } from 'hono/factory'
import { statusOf } from './problem.ts'

/** Files in the house at once, on their way in or waiting to be read: each is up to 5 MB, and they are read in turn. */
const MOST_FILES = 10

let inside = 0

/** In front of every route that takes a file, before its body is read: marking goes on, however many files come. */
export const fewFiles = createMiddleware(async (c, next) => {
  if (inside >= MOST_FILES) return c.json({ kind: 'too-busy' } as const, statusOf['too-busy'], { 'Retry-After': '5' })
  inside++
  try {
    return await next()
  } finally {
    inside--
  }
})
