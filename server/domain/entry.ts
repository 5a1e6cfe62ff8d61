/** RULES §5: only present entries rank. */
export const entryStates = ['registered', 'present', 'absent', 'withdrawn', 'disqualified', 'excluded'] as const
export type EntryState = (typeof entryStates)[number]

export const isMarked = (state: EntryState): boolean => state === 'present' || state === 'excluded'
export const isRanked = (state: EntryState): boolean => state === 'present'
