/** Limits of security checklist 26. */
export const MOST_BYTES = 5 * 1024 * 1024
export const MOST_PARTS = 200
export const MOST_UNPACKED = 50 * 1024 * 1024
export const MOST_RATIO = 100
/** Of what is unpacked, as much as is read: the sheets with their texts and styles, many times those of a real file. */
export const MOST_READ = 16 * 1024 * 1024

/** More than any scheme or roster has. A workbook with more sheets or rows is refused; further columns are not read. */
export const MOST_SHEETS = 100
export const MOST_ROWS = 20_000
export const MOST_COLUMNS = 52

/**
 * Milliseconds of a processor that the reading process may spend on one file. On a machine with nothing else to do that is
 * the time by the clock: somebody has an answer within 2 s, whatever the file holds.
 */
export const MOST_WORK = 1500
/** By the clock, milliseconds: a file that has not had its share of the processor by then is told to come again. */
export const MOST_WAIT = 20_000
/** Megabytes of its heap; V8 keeps three semi-spaces. */
export const MOST_HEAP = { old: 96, semi: 5 }
/**
 * And with what it holds beside its heap, which V8 does not bound: a JSON text of brackets alone takes forty times its size
 * there. It is looked up now and then, and a little more may be held when it is seen: so much less than 200 MB.
 */
export const MOST_MEMORY = 160 * 1024 * 1024
