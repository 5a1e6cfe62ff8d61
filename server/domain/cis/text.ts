import type { CellValue } from '../grid.ts'
import { ofThousandths, type Points } from '../points.ts'

/** Cyrillic letters that look like Latin ones in ids and type letters (knowledge: cis-workbook §7). */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  А: 'A',
  В: 'B',
  Е: 'E',
  К: 'K',
  М: 'M',
  Н: 'H',
  О: 'O',
  Р: 'P',
  С: 'C',
  Т: 'T',
  У: 'Y',
  Х: 'X',
  Ѕ: 'S',
  І: 'I',
  Ј: 'J',
  Ԍ: 'G',
}

/** NFC, every kind of space collapsed to one, trimmed; empty, blank and a lone no-break space are all null. */
export function textOf(value: CellValue | undefined): string | null {
  if (value === null || value === undefined) return null
  const text = String(value)
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
  return text === '' ? null : text
}

/** Headers are compared in lower case. */
export const headerOf = (value: CellValue | undefined): string => (textOf(value) ?? '').toLowerCase()

/** "а1 " → "A1": look-alikes to Latin, upper case, no spaces, no closing dot. */
export const foldId = (text: string): string =>
  [...text.toUpperCase()]
    .map((letter) => LOOK_ALIKES[letter] ?? letter)
    .join('')
    .replace(/\s+/g, '')
    .replace(/\.$/, '')

/**
 * A criterion's letter or two, once folded, for a pattern. A list by the Cyrillic alphabet has letters between the
 * look-alikes: А Б В Г is read as A Б B Г, each for itself.
 */
export const LETTERS = '[A-Z\\p{Script=Cyrillic}]{1,2}'

/** "J3" → "J", "о" → "O", "Meas" → "M": the letter by which a type counts; "?" for anything else. */
export function foldType(text: string): string {
  const folded = foldId(text)
  if (/^[A-Z]\d*$/.test(folded)) return folded.slice(0, 1)
  if (/^(MEAS|MEASUREMENT)$/.test(folded)) return 'M'
  if (/^(JUDG|JUDGE|JUDGEMENT|JUDGMENT)$/.test(folded)) return 'J'
  if (/^(OBJ|OBJECTIVE)$/.test(folded)) return 'O'
  if (/^(SUB|SUBJ|SUBJECTIVE)$/.test(folded)) return 'S'
  return '?'
}

/** Marks, weights, days and rows all stay far below. */
const MOST = 1e9

/** A number, or text that reads as one (a decimal comma counts); undefined for anything else, absurd numbers included. */
export function numberOf(value: CellValue | undefined): number | undefined {
  if (typeof value === 'number') return Math.abs(value) < MOST ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = (textOf(value) ?? '').replace(',', '.')
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? numberOf(Number(text)) : undefined
}

/** Whole thousandths after taking out the noise of floats: 22.999999999999996 is 23 (cis-workbook §1.4). */
export const pointsOf = (value: number): Points => ofThousandths(Math.round(value * 1000))

/** Has it at most two decimals, once the noise is out? */
export const hasTwoDecimals = (value: number): boolean => Math.abs(value * 100 - Math.round(value * 100)) < 1e-6
