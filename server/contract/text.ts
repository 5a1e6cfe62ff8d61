import { z } from 'zod'
import { plainText } from '#domain/plain-text.ts'

/** A text that a person typed, on one line: what cannot be seen is taken out before its length is looked at. */
export const Plain = (least: number, most: number) =>
  z
    .string()
    .max(most * 4)
    .transform(plainText)
    .pipe(z.string().min(least).max(most))
