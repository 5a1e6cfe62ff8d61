/** Control and format characters and halves of pairs: what nobody can see, and what turns text around. */
export const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}]/gu
/** White space of every kind; U+FEFF is a format character here, not a space. */
const SPACE = /[\t-\r\u0085\u2028\u2029\p{Zs}]+/gu

const spaced = (text: string): string => text.replace(SPACE, ' ')

/** A text as people read it, on one line: NFC, single spaces, nothing hidden. Two that look alike become the same. */
export const plainText = (text: string): string => spaced(text).replace(HIDDEN, '').normalize('NFC').trim()

/** Does it hold what `plainText` would take out unseen? */
export const hidesSomething = (text: string): boolean => spaced(text).search(HIDDEN) >= 0
