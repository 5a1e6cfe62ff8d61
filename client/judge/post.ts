/** What became of one request of the sender. */
export type Posted =
  | { readonly kind: 'answered'; readonly body: unknown }
  /** Sent again: silence, 408, 429, 5xx, or an answer that is not our server's. */
  | { readonly kind: 'again' }
  /** The seat's cookie is gone or was ended: everything stays here until the tablet has its seat again. */
  | { readonly kind: 'seat-lost' }
  | { readonly kind: 'refused'; readonly why: string }

/** An answer that takes longer than this will not come. */
const PATIENCE = 10_000

/** fetch that gives up: a line that hangs half-open must not hold the tablet for minutes. */
export async function fetchPatiently(path: string, init?: RequestInit, patience = PATIENCE): Promise<Response> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  try {
    const response = await fetch(path, { ...init, signal: giveUp.signal })
    // The body too must come in time.
    const body = await response.text()
    const { status, headers } = response
    return new Response(status === 204 || status === 304 ? null : body, { status, headers })
  } finally {
    clearTimeout(timer)
  }
}

export const post = (path: string, body: unknown): Promise<Posted> =>
  send(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

export async function send(path: string, init: RequestInit, patience?: number): Promise<Posted> {
  try {
    const response = await fetchPatiently(path, init, patience)
    const { status } = response
    if (status === 401) return { kind: 'seat-lost' }
    if (status === 408 || status === 429 || status >= 500) return { kind: 'again' }
    // A proxy's 413 or 403 need not be JSON, and is a refusal all the same (RULES §11).
    if (status >= 400) return { kind: 'refused', why: await kindOf(response) }
    return response.ok ? { kind: 'answered', body: await response.json() } : { kind: 'again' }
  } catch {
    return { kind: 'again' }
  }
}

async function kindOf(response: Response): Promise<string> {
  try {
    const { kind } = (await response.json()) as { readonly kind?: unknown }
    return typeof kind === 'string' ? kind : 'unexpected'
  } catch {
    return 'unexpected'
  }
}
