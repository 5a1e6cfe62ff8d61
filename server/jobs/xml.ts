/** What somebody hears who walks through a document. Names come without their prefix. */
export interface XmlListener {
  /** `attributes` is the text after the name, as it stands there. */
  open?(name: string, attributes: string): void
  /** `text` is what stood right before the closing tag. */
  close?(name: string, text: string): void
}

const MOST_DEPTH = 100
/** An ampersand that begins none of the references that need no declaration. */
const LOOSE = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\da-fA-F]{1,6});)/
const NAME = /[^\s/>]+/y

/**
 * Walks through a document, and tells whether it is sound: every tag closed in order, every quote too, nothing declared.
 * The reader passes over much that is not, and what it passes over would be missing without a word.
 */
export function isSound(xml: string, { open, close }: XmlListener = {}): boolean {
  const path: string[] = []
  let roots = 0
  let at = 0
  for (;;) {
    const next = xml.indexOf('<', at)
    const text = xml.slice(at, next < 0 ? xml.length : next)
    if (LOOSE.test(text)) return false
    if (next < 0) return path.length === 0 && roots === 1 && text.trim() === ''
    const second = xml[next + 1]
    if (second === '!' || second === '?') {
      const aside = ASIDES.find(([start]) => xml.startsWith(start, next))
      const end = aside ? xml.indexOf(aside[1], next + aside[0].length) : -1
      if (!aside || end < 0) return false
      at = end + aside[1].length
      continue
    }
    const end = endOfTag(xml, next + 1)
    if (end < 0 || LOOSE.test(xml.slice(next, end))) return false
    at = end + 1
    if (second === '/') {
      const name = xml.slice(next + 2, end).trim()
      if (path.pop() !== name) return false
      close?.(local(name), text)
      continue
    }
    const isEmpty = xml[end - 1] === '/'
    NAME.lastIndex = next + 1
    const name = NAME.exec(xml)?.[0] ?? ''
    const from = next + 1 + name.length
    if (name === '' || from > end) return false
    if (path.length === 0) roots++
    if (path.length === MOST_DEPTH || roots > 1) return false
    open?.(local(name), xml.slice(from, isEmpty ? end - 1 : end))
    if (isEmpty) close?.(local(name), '')
    else path.push(name)
  }
}

const ASIDES = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
] as const

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Where the tag's closing bracket stands; -1 where it has none. Brackets in quotes are text. */
function endOfTag(xml: string, from: number): number {
  MARK.lastIndex = from
  for (let mark = MARK.exec(xml); mark; mark = MARK.exec(xml)) {
    if (mark[0] === '>') return mark.index
    if (mark[0] === '<') return -1
    const closing = xml.indexOf(mark[0], mark.index + 1)
    if (closing < 0) return -1
    MARK.lastIndex = closing + 1
  }
  return -1
}
const MARK = /["'<>]/g

/** An attribute's value without its references resolved; undefined where the tag has none of that name. */
export function attribute(attributes: string, name: 'r' | 't' | 'name' | 'r:id' | 'Id' | 'Target'): string | undefined {
  const found = ATTRIBUTE[name].exec(attributes)
  return found?.[1] ?? found?.[2]
}
const named = (name: string) => new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
const ATTRIBUTE = {
  r: named('r'),
  t: named('t'),
  name: named('name'),
  'r:id': named('\\w+:id'),
  Id: named('Id'),
  Target: named('Target'),
}
