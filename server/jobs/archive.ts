import { isUtf8 } from 'node:buffer'
import { crc32, inflateRawSync, constants as zlib } from 'node:zlib'
import { plainText } from '#domain/plain-text.ts'
import { err, ok, type Result } from '#domain/result.ts'
import { MOST_BYTES, MOST_PARTS, MOST_RATIO, MOST_READ, MOST_UNPACKED } from './limits.ts'
import { type FileRefusal, tooLarge } from './refusals.ts'
import { type PackedPart, readDirectory } from './zip.ts'

/** The parts of a workbook that are read, unpacked, by name. */
export type Parts = ReadonlyMap<string, Uint8Array>

/** Sheets, their texts and their date formats. Links, pictures, comments and properties (people's names) are never read. */
const READ =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/_rels\/workbook\.xml\.rels|xl\/(workbook|sharedStrings|styles)\.xml|xl\/worksheets\/[^/]+\.xml)$/i

/**
 * Looks into an archive before any reader may, and believes none of its figures: how many parts, what they unpack to,
 * whether they overlap, archives in archives, declarations that could reach outside.
 */
export function openArchive(bytes: Uint8Array): Result<Parts, FileRefusal> {
  if (bytes.length > MOST_BYTES) return err(tooLarge)
  if (begins(bytes, OLD_WORKBOOK)) return err({ kind: 'encrypted' })
  if (!begins(bytes, LOCAL)) return err({ kind: 'not-a-workbook' })
  const directory = readDirectory(bytes, MOST_PARTS)
  if (!directory.ok) return directory
  const refusal = faultOf(directory.value)
  if (refusal) return err(refusal)
  const parts = new Map<string, Uint8Array>()
  for (const part of directory.value) {
    const isRead = READ.test(part.name)
    if (!isRead && !/\.(xml|rels|vml)$/i.test(part.name)) continue
    const data = unpack(part)
    if (data === undefined) return err({ kind: 'damaged', part: shown(part.name) })
    if (declares(data)) return err({ kind: 'foreign-declaration', part: shown(part.name) })
    if (!isRead) continue
    if (!isInUtf8(data)) return err({ kind: 'foreign-encoding', part: shown(part.name) })
    parts.set(part.name, data)
  }
  return ok(parts)
}

/** What the directory alone gives away. */
function faultOf(parts: readonly PackedPart[]): FileRefusal | undefined {
  if (overlap(parts)) return { kind: 'zip-bomb' }
  const names = new Set<string>()
  let [unpacked, read] = [0, 0]
  for (const part of parts) {
    const name = part.name.toLowerCase()
    if (names.has(name)) return { kind: 'doubled-part', part: shown(part.name) }
    names.add(name)
    if (/[\\\0]|^\/|(^|\/)\.\.(\/|$)/.test(name)) return { kind: 'damaged', part: shown(part.name) }
    if (/\.(zip|xlsx|xlsm|xlsb|gz|7z|rar|jar)$/.test(name) || isArchive(part)) {
      return { kind: 'nested-archive', part: shown(part.name) }
    }
    unpacked += part.size
    if (READ.test(name)) read += part.size
    if (part.size > 1024 * 1024 && part.size > part.packed.length * MOST_RATIO) return { kind: 'zip-bomb' }
  }
  if (unpacked > MOST_UNPACKED) return { kind: 'zip-bomb' }
  if (!names.has('xl/workbook.xml')) return { kind: 'not-a-workbook' }
  return read > MOST_READ ? { kind: 'too-much-memory' } : undefined
}

/** Parts that share bytes make a small file unpack to a large one, with nothing false in its directory. */
function overlap(parts: readonly PackedPart[]): boolean {
  const inOrder = [...parts].sort((a, b) => a.from - b.from)
  return inOrder.some((part, i) => i > 0 && part.from < inOrder[i - 1]!.to)
}

/** undefined where the bytes are not what the directory says of them. */
function unpack({ method, packed, size, crc }: PackedPart): Uint8Array | undefined {
  try {
    // Room for all of it at once: it is then kept once, and one byte more than claimed ends it.
    const room = { chunkSize: size + 64, maxOutputLength: Math.max(1, size) }
    const data = method === 0 ? packed : method === 8 ? inflateRawSync(packed, room) : undefined
    return data?.length === size && crc32(data) === crc ? data : undefined
  } catch {
    return undefined
  }
}

const LOCAL = [0x50, 0x4b, 3, 4]
/** Old .xls files and workbooks with a password share one container. */
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0]
const ARCHIVES = [LOCAL, [0x1f, 0x8b], [0x37, 0x7a, 0xbc, 0xaf], [0x52, 0x61, 0x72, 0x21]]
const begins = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, i) => bytes[i] === byte)

/** By its first bytes, whatever its name is. */
function isArchive({ method, packed }: PackedPart): boolean {
  const start = packed.subarray(0, 256)
  try {
    const first = method === 8 ? inflateRawSync(start, { finishFlush: zlib.Z_SYNC_FLUSH }) : start
    return ARCHIVES.some((magic) => begins(first, magic))
  } catch {
    return false
  }
}

const DECLARATIONS = ['<!DOCTYPE', '<!ENTITY'].flatMap((text) => [
  Buffer.from(text),
  Buffer.from(text, 'utf16le'),
  Buffer.from(text, 'utf16le').swap16(),
])

/** A document type or an entity has no business in a workbook, in no encoding. */
const declares = (data: Uint8Array): boolean => {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length)
  return DECLARATIONS.some((declaration) => bytes.includes(declaration))
}

/** What is read is in UTF-8 and says nothing else of itself. */
function isInUtf8(data: Uint8Array): boolean {
  const start = Buffer.from(data.subarray(0, 200)).toString('latin1')
  const said = /<\?xml[^>]*\sencoding\s*=\s*["']([^"']*)/.exec(start)?.[1] ?? 'utf-8'
  return /^(utf-8|us-ascii)$/i.test(said) && isUtf8(data) && !data.includes(0)
}

/** Names come from the file: cut, and nothing hidden in them. */
const shown = (name: string): string => plainText(plainText(name).slice(0, 80))
