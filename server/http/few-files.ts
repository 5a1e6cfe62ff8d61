import { createMiddleware } from 'hono/factory'
import { comeAgain } from './failure.ts'

/** Files in the house at once, on their way in or waiting to be read: each is up to 5 MB, and they are read in turn. */
const MOST_FILES = 10

let inside = 0

/** In front of every route that takes a file, before its body is read: marking goes on, however many files come. */
export const fewFiles = createMiddleware(async (c, next) => {
  if (inside >= MOST_FILES) return comeAgain(c, 'too-busy')
  inside++
  try {
    return await next()
  } finally {
    inside--
  }
})
