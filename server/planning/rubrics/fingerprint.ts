import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import type { Rubric } from '#domain/rubric.ts'

/** SHA-256 of the rubric's canonical JSON (RFC 8785), in hex: equal texts on paper prove equal rubrics. */
export const fingerprintOf = (rubric: Rubric): string =>
  createHash('sha256')
    .update(canonicalize(rubric) ?? '')
    .digest('hex')
