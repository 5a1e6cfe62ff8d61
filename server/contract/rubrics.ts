import { z } from 'zod'
import type { Rubric } from '#domain/rubric.ts'
import type { RubricOutline } from '#domain/rubric-outline.ts'

/** What a dropped file would become. Nothing is kept until the organizer confirms the very same bytes. */
export interface RubricPreview {
  readonly file: string
  /** SHA-256 of the bytes, in hex: the confirmation names it. */
  readonly sha256: string
  readonly importable: boolean
  readonly findings: readonly Finding[]
  /** null where nothing could be read. */
  readonly summary: RubricOutline | null
  readonly rubric: Rubric | null
}

export interface Finding {
  readonly level: 'error' | 'warning' | 'note'
  readonly kind: string
  /** Sheet and cell, or the path in a rubric file. */
  readonly where: string
  readonly zh: string
  readonly en: string
}

export const ChooseSample = z.strictObject({ name: z.string().regex(/^[a-z-]{1,60}$/) })

export interface SampleRubric {
  readonly name: string
  readonly zh: string
  readonly en: string
}
