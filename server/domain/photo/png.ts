import { joined, signAt, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'

/** What the pixels need; colour profiles, texts, times, Exif and the frames of an animation are not among it. */
const KEPT = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'])
const SIGNATURE = 8
/** Length, kind and checksum around each chunk's body. */
const AROUND = 12

/** Copies the chunks that make the picture, checksums and all, and nothing behind its end. */
export function cleanPng(bytes: Uint8Array): Cleaned | undefined {
  const view = viewOf(bytes)
  const kept = [bytes.subarray(0, SIGNATURE)]
  let hasPixels = false
  for (let at = SIGNATURE; at + AROUND <= bytes.length; ) {
    const length = view.getUint32(at)
    const kind = signAt(bytes, at + 4, 4)
    const end = at + AROUND + length
    const isFirst = at === SIGNATURE
    if (end > bytes.length || isFirst !== (kind === 'IHDR') || (isFirst && length !== 13)) return undefined
    if (KEPT.has(kind)) kept.push(bytes.subarray(at, end))
    if (kind === 'IDAT') hasPixels = true
    if (kind === 'IEND') {
      const [width, height] = [view.getUint32(SIGNATURE + 8), view.getUint32(SIGNATURE + 12)]
      return hasPixels ? { bytes: joined(kept), width, height } : undefined
    }
    at = end
  }
  return undefined
}
