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

/** Whatever a file holds, somebody has an answer within 2 s, and the process has grown by less than 200 MB. */
export const MOST_TIME = 1500
export const MOST_HEAP = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 16 }
