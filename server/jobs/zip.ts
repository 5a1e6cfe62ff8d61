import { err, ok, type Result } from '#domain/result.ts'
import type { FileRefusal } from './refusals.ts'

/** A part as the archive's directory states it. Nothing of it has been unpacked or believed yet. */
export interface PackedPart {
  readonly name: string
  readonly method: number
  readonly crc: number
  /** What it claims to unpack to. */
  readonly size: number
  readonly packed: Uint8Array
  /** Where its header begins and its bytes end. */
  readonly from: number
  readonly to: number
}

const END = Buffer.from([0x50, 0x4b, 5, 6])
const SHORT = 0xffff
const LONG = 0xffffffff
const damaged = (part = '') => err<FileRefusal>({ kind: 'damaged', part })

/** The central directory, zip64 or not; every claim that can be checked without unpacking has been checked. */
export function readDirectory(bytes: Uint8Array, most: number): Result<readonly PackedPart[], FileRefusal> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  // A number that points beyond the file makes Buffer throw; nothing else here does.
  try {
    const { count, start } = readEnd(file)
    if (count > most) return err({ kind: 'too-many-parts', most })
    const parts: PackedPart[] = []
    for (let i = 0, at = start; i < count; i++) {
      if (file.readUInt32LE(at) !== 0x02014b50) return damaged()
      const lengths = [file.readUInt16LE(at + 28), file.readUInt16LE(at + 30), file.readUInt16LE(at + 32)] as const
      const next = at + 46 + lengths[0] + lengths[1] + lengths[2]
      const title = file.subarray(at + 46, at + 46 + lengths[0])
      const name = title.toString('utf8')
      const [size, packed, local] = longFields(file, at, at + 46 + lengths[0], lengths[1])
      const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      if (((file.readUInt16LE(at + 8) | file.readUInt16LE(local + 6)) & 1) === 1) return err({ kind: 'encrypted' })
      if (file.readUInt32LE(local) !== 0x04034b50 || next > file.length || from + packed > file.length) return damaged()
      if (!title.equals(file.subarray(local + 30, local + 30 + file.readUInt16LE(local + 26)))) return damaged()
      parts.push({
        name,
        method: file.readUInt16LE(at + 10),
        crc: file.readUInt32LE(at + 16),
        size,
        packed: file.subarray(from, from + packed),
        from: local,
        to: from + packed,
      })
      at = next
    }
    return ok(parts)
  } catch {
    return damaged()
  }
}

/** How many parts there are, and where their list begins. */
function readEnd(file: Buffer): { count: number; start: number } {
  const end = file.lastIndexOf(END)
  if (end < 0) throw new RangeError('no end record')
  const [count, size, start] = [file.readUInt16LE(end + 10), file.readUInt32LE(end + 12), file.readUInt32LE(end + 16)]
  if (count !== SHORT && size !== LONG && start !== LONG) return { count, start }
  const record = readLong(file, end - 20 + 8)
  if (file.readUInt32LE(end - 20) !== 0x07064b50 || file.readUInt32LE(record) !== 0x06064b50) {
    throw new RangeError('no zip64 end record')
  }
  return { count: readLong(file, record + 32), start: readLong(file, record + 48) }
}

/** Unpacked size, packed size and place; each that is full stands in the zip64 field instead, in this order. */
function longFields(file: Buffer, at: number, extra: number, length: number): readonly [number, number, number] {
  const fields = [file.readUInt32LE(at + 24), file.readUInt32LE(at + 20), file.readUInt32LE(at + 42)] as const
  if (!fields.includes(LONG)) return fields
  for (let field = extra; field < extra + length; field += 4 + file.readUInt16LE(field + 2)) {
    if (file.readUInt16LE(field) !== 1) continue
    let next = field + 4
    const [size, packed, local] = fields.map((value) => {
      if (value !== LONG) return value
      next += 8
      return readLong(file, next - 8)
    })
    return [size!, packed!, local!]
  }
  return fields
}

const readLong = (file: Buffer, at: number): number => Number(file.readBigUInt64LE(at))
