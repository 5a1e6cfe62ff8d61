import { crc32, deflateRawSync } from 'node:zlib'

/** A part of an archive, and every lie that an archive can tell about it. */
export interface HandPart {
  readonly name: string
  readonly data: Uint8Array
  readonly stored?: boolean
  /** What both headers claim that it unpacks to. */
  readonly claims?: number
  readonly crc?: number
  readonly flags?: number
  readonly method?: number
  /** The name in the header that stands before the bytes. */
  readonly localName?: string
  /** Sizes in the long fields of zip64, with the short ones saying so. */
  readonly zip64?: boolean
  /** Sizes after the bytes and none before them, as written by programs that stream. */
  readonly described?: boolean
}

export interface HandZip {
  readonly comment?: Uint8Array
  /** The end points to the directory through a zip64 record. */
  readonly zip64?: boolean
  readonly count?: number
  readonly directoryAt?: number
}

const LONG = 0xffffffff
const SHORT = 0xffff

const long = (...values: number[]): Buffer => {
  const field = Buffer.alloc(values.length * 8)
  for (const [i, value] of values.entries()) field.writeBigUInt64LE(BigInt(value), i * 8)
  return field
}
const extra = (field: Buffer): Buffer => {
  const head = Buffer.alloc(4)
  head.writeUInt16LE(1, 0)
  head.writeUInt16LE(field.length, 2)
  return Buffer.concat([head, field])
}

export interface Placed {
  readonly part: HandPart
  readonly packed: number
  readonly unpacked: number
  readonly crc: number
  readonly at: number
}

/** What stands before a part's bytes. */
export function localHeader({ part, packed, unpacked, crc }: Omit<Placed, 'at'>): Buffer {
  const name = Buffer.from(part.localName ?? part.name, 'utf8')
  const more = part.zip64 ? extra(long(unpacked, packed)) : Buffer.alloc(0)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(flagsOf(part), 6)
  header.writeUInt16LE(methodOf(part), 8)
  header.writeUInt32LE(part.described ? 0 : crc, 14)
  header.writeUInt32LE(part.described ? 0 : part.zip64 ? LONG : packed, 18)
  header.writeUInt32LE(part.described ? 0 : part.zip64 ? LONG : unpacked, 22)
  header.writeUInt16LE(name.length, 26)
  header.writeUInt16LE(more.length, 28)
  return Buffer.concat([header, name, more])
}

const flagsOf = (part: HandPart) => part.flags ?? (part.described ? 8 : 0)
const methodOf = (part: HandPart) => part.method ?? (part.stored ? 0 : 8)

function entryOf({ part, packed, unpacked, crc, at }: Placed): Buffer {
  const name = Buffer.from(part.name, 'utf8')
  const more = part.zip64 ? extra(long(unpacked, packed, at)) : Buffer.alloc(0)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(flagsOf(part), 8)
  entry.writeUInt16LE(methodOf(part), 10)
  entry.writeUInt32LE(crc, 16)
  entry.writeUInt32LE(part.zip64 ? LONG : packed, 20)
  entry.writeUInt32LE(part.zip64 ? LONG : unpacked, 24)
  entry.writeUInt16LE(name.length, 28)
  entry.writeUInt16LE(more.length, 30)
  entry.writeUInt32LE(part.zip64 ? LONG : at, 42)
  return Buffer.concat([entry, name, more])
}

/** The directory of parts that stand somewhere before `at`, and the end record. */
export function directory(placed: readonly Placed[], at: number, odd: HandZip = {}): Buffer {
  const entries = Buffer.concat(placed.map(entryOf))
  const count = odd.count ?? placed.length
  const start = odd.directoryAt ?? at
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(odd.zip64 ? SHORT : count, 8)
  end.writeUInt16LE(odd.zip64 ? SHORT : count, 10)
  end.writeUInt32LE(odd.zip64 ? LONG : entries.length, 12)
  end.writeUInt32LE(odd.zip64 ? LONG : start, 16)
  end.writeUInt16LE(odd.comment?.length ?? 0, 20)
  const record = odd.zip64 ? zip64End(count, entries.length, start, at + entries.length) : Buffer.alloc(0)
  return Buffer.concat([entries, record, end, odd.comment ?? Buffer.alloc(0)])
}

function zip64End(count: number, size: number, start: number, at: number): Buffer {
  const record = Buffer.alloc(56)
  record.writeUInt32LE(0x06064b50, 0)
  record.set(long(44), 4)
  record.set(long(count, count, size, start), 24)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.set(long(at), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([record, locator])
}

/** An archive written by hand, so that it can lie. */
export function handZip(parts: readonly HandPart[], odd: HandZip = {}): Uint8Array {
  const pieces: Buffer[] = []
  const placed: Placed[] = []
  let at = 0
  for (const part of parts) {
    const bytes = part.stored ? Buffer.from(part.data) : deflateRawSync(part.data)
    const crc = part.crc ?? crc32(part.data)
    const facts = { part, packed: bytes.length, unpacked: part.claims ?? part.data.length, crc }
    placed.push({ ...facts, at })
    const all = [localHeader(facts), bytes, ...(part.described ? [descriptor(facts)] : [])]
    pieces.push(...all)
    at += all.reduce((sum, piece) => sum + piece.length, 0)
  }
  return Buffer.concat([...pieces, directory(placed, at, odd)])
}

function descriptor({ packed, unpacked, crc }: Omit<Placed, 'at'>): Buffer {
  const after = Buffer.alloc(16)
  after.writeUInt32LE(0x08074b50, 0)
  after.writeUInt32LE(crc, 4)
  after.writeUInt32LE(packed, 8)
  after.writeUInt32LE(unpacked, 12)
  return after
}

/**
 * A bomb whose parts overlap: each is a stored block that quotes the next one's header, and then the next one's bytes
 * (Fifield, "A better zip bomb", 2019). Small, without recursion, and with nothing false in its directory.
 */
export function overlapping(before: readonly HandPart[], kernel: Uint8Array, count: number): Uint8Array {
  const first = handZip(before)
  const head = Buffer.from(first.subarray(0, directoryStart(first)))
  const seed = deflateRawSync(kernel, { level: 9 })
  const names = Array.from({ length: count }, (_, i) => `xl/worksheets/sheet${100 + i}.xml`)
  let bytes: Buffer = seed
  let unpacked: Buffer = Buffer.from(kernel)
  const from: { part: HandPart; packed: number; unpacked: number; crc: number; fromEnd: number }[] = []
  for (const name of names.reverse()) {
    const part: HandPart = { name, data: new Uint8Array(0) }
    const facts = { part, packed: bytes.length, unpacked: unpacked.length, crc: crc32(unpacked) }
    const header = localHeader(facts)
    from.push({ ...facts, fromEnd: header.length + bytes.length })
    const quote = Buffer.alloc(5)
    quote.writeUInt16LE(header.length, 1)
    quote.writeUInt16LE(~header.length & SHORT, 3)
    bytes = Buffer.concat([quote, header, bytes])
    unpacked = Buffer.concat([header, unpacked])
  }
  const body = bytes.subarray(5)
  const end = head.length + body.length
  const placed = from.map(({ fromEnd, ...facts }) => ({ ...facts, at: end - fromEnd }))
  return Buffer.concat([head, body, directory([...placedIn(before), ...placed], end)])
}

const directoryStart = (bytes: Uint8Array) => Buffer.from(bytes).readUInt32LE(bytes.length - 22 + 16)

function placedIn(parts: readonly HandPart[]): Placed[] {
  let at = 0
  return parts.map((part) => {
    const packed = part.stored ? part.data.length : deflateRawSync(part.data).length
    const facts = { part, packed, unpacked: part.data.length, crc: crc32(part.data) }
    const placed = { ...facts, at }
    at += localHeader(facts).length + packed
    return placed
  })
}
