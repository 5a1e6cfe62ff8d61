import type { SeatEntered } from '#contract/seats.ts'

/** Exchanges a link's token for this tablet's own cookie. Works once. */
export async function enterSeat(token: string): Promise<SeatEntered | 'spent' | 'noToken' | 'noAnswer'> {
  if (!/^[A-Za-z0-9_-]{43}$/.test(token)) return 'noToken'
  try {
    const response = await fetch('/api/seats/enter', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token }),
    })
    if (response.ok) return (await response.json()) as SeatEntered
    return response.status >= 500 ? 'noAnswer' : 'spent'
  } catch {
    return 'noAnswer'
  }
}
