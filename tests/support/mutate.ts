import { handZip } from './hand-zip.ts'

/** The same seed gives the same run, on every machine (mulberry32). */
export function chance(seed: number) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  return { below, one: <T>(of: readonly T[]): T => of[below(of.length)]! }
}
export type Chance = ReturnType<typeof chance>

const NUMBERS = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff, 0x80000000]

/** One change of bytes, as a bad disk, a bad line or a bad mind makes it. */
export function mutateBytes(bytes: Uint8Array, { below, one }: Chance): Uint8Array {
  const copy = Buffer.from(bytes)
  if (copy.length === 0) return copy
  const at = below(copy.length)
  const length = 1 + below(Math.min(64, copy.length - at))
  switch (below(8)) {
    case 0:
      copy[at] = copy[at]! ^ (1 << below(8))
      return copy
    case 1:
      return copy.fill(below(256), at, at + length)
    case 2:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(at + length)])
    case 3:
      return Buffer.concat([copy.subarray(0, at + length), copy.subarray(at)])
    case 4:
      return copy.subarray(0, at)
    case 5: {
      const from = below(copy.length)
      return Buffer.concat([copy.subarray(0, at), copy.subarray(from, from + length), copy.subarray(at)])
    }
    case 6:
      if (at + 4 <= copy.length) copy.writeUInt32LE(one(NUMBERS), at)
      return copy
    default:
      return Buffer.concat([
        copy.subarray(0, at),
        Buffer.from(Array.from({ length }, () => below(256))),
        copy.subarray(at),
      ])
  }
}

const SNIPPETS = [
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#0;',
  '&#xD800;',
  '&#x202E;',
  '&__proto__;',
  '_xD800_',
  '\ufeff',
  '<c r="XFD1048576"><v>1</v></c>',
  '<c r="K20"><f>WEBSERVICE("http://127.0.0.1/")</f></c>',
  '<c r="E20" t="e"><v>#REF!</v></c>',
  '<row r="20001"><c r="A20001"><v>1</v></c></row>',
  '<v>1e308</v>',
  '<is><r><t>x</t></r><rPh sb="0" eb="1"><t>y</t></rPh></is>',
  '<![CDATA[<row>]]>',
  '<!-- -->',
  '</row>',
  '<a>',
  '"',
  '>',
]
const VALUES = [
  '',
  '-1',
  '0',
  '1e308',
  '-1e400',
  '0.1234567',
  '99999999999999999999',
  'NaN',
  '__proto__',
  'x'.repeat(5000),
]

/** One change of text that is written as XML, so that what comes out reaches the reader more often than not. */
export function mutateXml(xml: string, random: Chance): string {
  const { below, one } = random
  const cut = (pattern: RegExp, put: (found: string) => string) => {
    const found = [...xml.matchAll(pattern)]
    if (found.length === 0) return xml
    const { 0: text, index } = one(found)
    return xml.slice(0, index) + put(text) + xml.slice(index + text.length)
  }
  const at = below(xml.length + 1)
  switch (below(9)) {
    case 0:
      return cut(/(?<=>)[^<]+(?=<)/g, () => one(VALUES))
    case 1:
      return cut(/(?<==")[^"]*(?=")/g, () => one(VALUES))
    case 2:
      return cut(/<c\b[^>]*>.*?<\/c>|<si>.*?<\/si>/gs, (cell) => cell.repeat(below(3)))
    case 3:
      return cut(/<row\b[^>]*>.*?<\/row>/gs, (row) => row.repeat(below(3)))
    case 4:
      return xml.slice(0, at) + one(SNIPPETS) + xml.slice(at)
    case 5:
      return cut(/(?<=<\/?)[A-Za-z]+/g, () => one(['row', 'c', 'v', 'f', 'is', 't', 'si', 'sheet', 'constructor']))
    case 6:
      return cut(/\b[rts]="[^"]*"/g, () =>
        one(['', 't="s"', 't="b"', 't="e"', 't="str"', 't="q"', 's="99"', 'r="A1"', 'r="5"']),
      )
    case 7:
      return cut(/\d+/g, (digits) => String(Math.max(0, Number(digits) + below(7) - 3)))
    default:
      return cut(/(?<=>)[^<]+(?=<)/g, (text) => `${text.slice(0, below(text.length + 1))}${one(SNIPPETS)}`)
  }
}

/** A workbook's parts, some of them changed once or a few times, packed again with honest figures. */
export function mutateParts(parts: ReadonlyMap<string, string>, random: Chance): Uint8Array {
  const changed = new Map(parts)
  const names = [...parts.keys()]
  for (let i = 1 + random.below(3); i > 0; i--) {
    // Where a person's content stands, there most of it happens.
    const name = random.below(3) > 0 ? random.one(names.filter((part) => /sheet|String/.test(part))) : random.one(names)
    changed.set(name, mutateXml(changed.get(name) ?? '', random))
  }
  return handZip([...changed].map(([name, xml]) => ({ name, data: new TextEncoder().encode(xml) })))
}
