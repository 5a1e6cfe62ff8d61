import { inflateRawSync } from 'node:zlib'
import { err, ok, type Result } from '#domain/result.ts'

/** Why a file is not even opened. */
export type ArchiveRefusal =
  | { readonly kind: 'too-large'; readonly most: number }
  | { readonly kind: 'not-a-workbook' }
  | { readonly kind: 'encrypted' }
  | { readonly kind: 'zip-bomb' }
  | { readonly kind: 'too-many-parts'; readonly most: number }
  | { readonly kind: 'nested-archive'; readonly part: string }
  | { readonly kind: 'foreign-declaration'; readonly part: string }

/** Limits of security checklist 26. */
export const MOST_BYTES = 5 * 1024 * 1024
const MOST_PARTS = 200
const MOST_UNPACKED = 50 * 1024 * 1024
const MOST_RATIO = 100

interface Part {
  readonly name: string
  readonly method: number
  readonly packed: Uint8Array
  readonly size: number
  /** Where the name stands in the directory. */
  readonly nameAt: number
}

/**
 * Looks into a zip before any reader may: number of parts, what they really unpack to (the directory may lie), archives
 * in archives, declarations that could reach outside. Returns the bytes with the document properties put out of reach,
 * since they hold people's names and nobody here wants them.
 */
export function checkArchive(bytes: Uint8Array): Result<Uint8Array, ArchiveRefusal> {
  if (bytes.length > MOST_BYTES) return err({ kind: 'too-large', most: MOST_BYTES })
  if (isCompoundFile(bytes)) return err({ kind: 'encrypted' })
  const parts = readDirectory(bytes)
  if (parts === undefined) return err({ kind: 'not-a-workbook' })
  if (parts.length > MOST_PARTS) return err({ kind: 'too-many-parts', most: MOST_PARTS })
  let left = MOST_UNPACKED
  for (const part of parts) {
    if (/\.(zip|xlsx|xlsm|xlsb|gz|7z|rar|jar)$/i.test(part.name))
      return err({ kind: 'nested-archive', part: part.name })
    const data = unpack(part, left)
    if (data === 'too-large') return err({ kind: 'zip-bomb' })
    if (data === 'damaged') return err({ kind: 'not-a-workbook' })
    if (data.length > 1024 * 1024 && data.length > part.packed.length * MOST_RATIO) return err({ kind: 'zip-bomb' })
    left -= data.length
    if (/\.(xml|rels|vml)$/i.test(part.name) && declares(data)) {
      return err({ kind: 'foreign-declaration', part: part.name })
    }
  }
  if (!parts.some((part) => /^xl\/workbook\.(xml|bin)$/i.test(part.name))) return err({ kind: 'not-a-workbook' })
  return ok(withoutProperties(bytes, parts))
}

/** Old .xls files and password-protected workbooks share one container. */
const isCompoundFile = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 8)).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))

/** The central directory; undefined where the bytes are no zip, or one that does not hold together. */
function readDirectory(bytes: Uint8Array): Part[] | undefined {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || end + 22 > buffer.length || buffer.readUInt32BE(0) !== 0x504b0304) return undefined
  const count = buffer.readUInt16LE(end + 10)
  let at = buffer.readUInt32LE(end + 16)
  const parts: Part[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > buffer.length || buffer.readUInt32LE(at) !== 0x02014b50) return undefined
    const nameLength = buffer.readUInt16LE(at + 28)
    const local = buffer.readUInt32LE(at + 42)
    if (local + 30 > buffer.length || buffer.readUInt32LE(local) !== 0x04034b50) return undefined
    const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
    const packed = buffer.subarray(start, start + buffer.readUInt32LE(at + 20))
    parts.push({
      name: buffer.toString('utf8', at + 46, at + 46 + nameLength),
      method: buffer.readUInt16LE(at + 10),
      packed,
      size: buffer.readUInt32LE(at + 24),
      nameAt: at + 46,
    })
    at += 46 + nameLength + buffer.readUInt16LE(at + 30) + buffer.readUInt16LE(at + 32)
  }
  return parts
}

function unpack(part: Part, most: number): Uint8Array | 'too-large' | 'damaged' {
  if (part.size > most) return 'too-large'
  if (part.method === 0) return part.packed.length > most ? 'too-large' : part.packed
  try {
    return inflateRawSync(part.packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? 'too-large' : 'damaged'
  }
}

/** A document type or an entity has no business in a workbook. */
function declares(data: Uint8Array): boolean {
  const text = Buffer.from(data.buffer, data.byteOffset, data.length)
  return text.includes('<!DOCTYPE') || text.includes('<!ENTITY')
}

/** A copy in which the parts docProps/* go by a name that no reader asks for. */
function withoutProperties(bytes: Uint8Array, parts: readonly Part[]): Uint8Array {
  const copy = Uint8Array.from(bytes)
  for (const part of parts) {
    if (/^docProps\//i.test(part.name)) copy.fill(0x5f, part.nameAt, part.nameAt + 'docProps'.length)
  }
  return copy
}
