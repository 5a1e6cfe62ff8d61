/**
 * The HTTP status of every refusal. The client chooses its sentence by `kind`; a refusal that is not named here does
 * not compile at the place where a route answers with it.
 */
export const statusOf = {
  malformed: 400,
  'not-signed-in': 401,
  'not-this-seat': 401,
  'wrong-name-or-password': 401,
  'not-the-chief': 403,
  'not-on-panel': 403,
  'not-found': 404,
  'link-spent': 404,
  'no-such-sheet': 404,
  'already-set-up': 404,
  'stage-not-draft': 409,
  'stage-not-open': 409,
  unready: 409,
  'sheets-open': 409,
  'sheet-not-open': 409,
  'sheet-not-signed': 409,
  'sheet-incomplete': 409,
  'sheets-unsigned': 409,
  'spread-open': 409,
  'no-spread': 409,
  'already-locked': 409,
  'file-changed': 409,
  'rubric-refused': 422,
  'roster-refused': 422,
  'settings-not-allowed': 422,
  'panels-not-allowed': 422,
  'too-large': 413,
  'too-many-tries': 429,
} as const satisfies Record<string, 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429>
