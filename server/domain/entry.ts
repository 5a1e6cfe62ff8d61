/** RULES §5: only present entries rank. */
export const entryStates = ['registered', 'present', 'absent', 'withdrawn', 'disqualified', 'excluded'] as const
export type EntryState = (typeof entryStates)[number]

export const isMarked = (state: EntryState): boolean => state === 'present' || state === 'excluded'
/** A trial entry (试评) is marked like any other, for calibration, and counts nowhere. */
export const isCounted = (entry: { readonly state: EntryState; readonly trial: boolean }): boolean =>
  isMarked(entry.state) && !entry.trial
export const isRanked = (entry: { readonly state: EntryState; readonly trial: boolean }): boolean =>
  entry.state === 'present' && !entry.trial
