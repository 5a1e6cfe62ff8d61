import { MOST_NOTE_LETTERS } from '#domain/note.ts'
import type { Aspect } from '#domain/rubric.ts'
import type { PhraseGroup } from '../i18n/phrases.ts'
import { phrases as atCommas } from './shown.ts'

/** Words of the scheme, or of a judge, that are longer than this are no quick phrase. A Chinese sign is two wide. */
const SHORT = 28
const [MOST_USED, MOST_OWN, MOST_SHOWN] = [6, 8, 24]

const widthOf = (text: string) => text.replace(/[^\0-\u02ff]/g, '..').length
const isShort = (text: string) => text !== '' && widthOf(text) <= SHORT

/** A note is phrases in a row. */
export const piecesOf = (text: string): string[] =>
  text
    .split(/[；;]/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

/** One tap puts a phrase in, another takes it out again; what would grow too long stays as it is. */
export function tapped(text: string, phrase: string, joint: string): string {
  const pieces = piecesOf(text)
  const next = pieces.includes(phrase) ? pieces.filter((piece) => piece !== phrase) : [...pieces, phrase]
  const joined = next.join(joint)
  return joined.length > MOST_NOTE_LETTERS ? text : joined
}

/** Phrases that this judge has used before, the most used first; among equals the latest. */
export function usedPhrases(texts: readonly { readonly text: string; readonly at: number }[]): string[] {
  const used = new Map<string, { times: number; at: number }>()
  for (const { text, at } of texts) {
    for (const piece of piecesOf(text).filter(isShort)) {
      const before = used.get(piece)
      used.set(piece, { times: (before?.times ?? 0) + 1, at: Math.max(before?.at ?? 0, at) })
    }
  }
  return [...used]
    .sort(([, a], [, b]) => b.times - a.times || b.at - a.at)
    .slice(0, MOST_USED)
    .map(([phrase]) => phrase)
}

/** The aspect's own words: its faults, its options, what its levels and notes say, as far as they are short. */
export function ownPhrases(aspect: Aspect): string[] {
  const bits = (text: string) =>
    atCommas(text)
      .flatMap((bit) => bit.split(/[。.]\s|[。]/))
      .map((bit) => bit.replace(/[，；、,;。\s]+$/, '').trim())
  const said =
    aspect.kind === 'deduction'
      ? aspect.faults.map((fault) => fault.name)
      : aspect.kind === 'choice'
        ? aspect.options.map((option) => option.label)
        : aspect.kind === 'judgement'
          ? aspect.levels.flatMap(bits)
          : []
  return [...said, ...aspect.notes.flatMap(bits)].filter((bit) => isShort(bit) && widthOf(bit) > 2).slice(0, MOST_OWN)
}

export const phraseGroupOf = (aspect: Aspect): PhraseGroup => {
  if (aspect.kind === 'deduction') return 'deducted'
  return ['judgement', 'points', 'scaled'].includes(aspect.kind) ? 'judged' : 'measured'
}

/** What is offered: used before, then the aspect's own, then the built-in ones; each once. */
export const offered = (...lists: readonly (readonly string[])[]): string[] =>
  [...new Set(lists.flat().filter((phrase) => piecesOf(phrase).length === 1))].slice(0, MOST_SHOWN)
