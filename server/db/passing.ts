/** What passes without anybody changing the program: the same request may go through in a while. */
export type Passing = 'disk-full' | 'database-away'

/** pg's own words where an answer stayed out; it gives them no code. */
export const NO_ANSWER = 'Query read timeout'
const AWAY_WORDS = [
  NO_ANSWER,
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'timeout expired',
  // Of the ROLLBACK on a line that broke in the transaction: it hides what was said first.
  'Client has encountered a connection error',
  'Client was closed and is not queryable',
]

const FULL = /^(SQLITE_FULL|ENOSPC|EDQUOT|53100)$/
/**
 * The line broke or was never there; the server stops, starts or has no place for us; a statement, a lock or a
 * transaction waited too long there; or another program holds the SQLite file.
 */
const AWAY =
  /^(ECONN[A-Z]+|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|08\w{3}|57P0\d|57014|55P03|25P03|53300|SQLITE_BUSY\w*)$/

/** undefined where the failure is a fault of ours. */
export function passing(error: unknown): Passing | undefined {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  if (typeof code === 'string' && FULL.test(code)) return 'disk-full'
  const isAway =
    (typeof code === 'string' && AWAY.test(code)) ||
    (typeof message === 'string' && AWAY_WORDS.some((words) => message.startsWith(words)))
  return isAway ? 'database-away' : undefined
}
