/** The parts as a plain archive without compression, for the reader: it meets nothing that has not been looked at. */
export function storedZip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const pieces: Uint8Array[] = []
  const entries: Buffer[] = []
  let at = 0
  for (const [part, data] of parts) {
    const name = Buffer.from(part, 'utf8')
    const sizes = Buffer.alloc(10)
    sizes.writeUInt32LE(data.length, 0)
    sizes.writeUInt32LE(data.length, 4)
    sizes.writeUInt16LE(name.length, 8)
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.set(sizes, 18)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.set(sizes, 20)
    entry.writeUInt32LE(at, 42)
    pieces.push(local, name, data)
    entries.push(entry, name)
    at += 30 + name.length + data.length
  }
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.size, 8)
  end.writeUInt16LE(parts.size, 10)
  end.writeUInt32LE(
    entries.reduce((sum, entry) => sum + entry.length, 0),
    12,
  )
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...pieces, ...entries, end])
}
