import { joined, ofSign, signAt, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'

const ALPHA = 0x10

interface Size {
  readonly width: number
  readonly height: number
}

/** Of bytes that begin as a WebP does. Copies one still picture, with its transparency where it has one; profiles, Exif, XMP and the unknown are left out. */
export function cleanWebp(bytes: Uint8Array): Cleaned | undefined {
  const view = viewOf(bytes)
  const end = Math.min(bytes.length, 8 + view.getUint32(4, true))
  let frame: Uint8Array | undefined
  let alpha: Uint8Array | undefined
  for (let at = 12; at + 8 <= end; ) {
    const kind = signAt(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    if (at + 8 + length > end) return undefined
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (kind === 'VP8X') {
      if (frame || length < 10) return undefined
      frame = Uint8Array.of(body[0]! & ALPHA, 0, 0, 0, ...body.subarray(4, 10))
    } else if (kind === 'ALPH') alpha ??= body
    else if (kind === 'VP8 ' || kind === 'VP8L') {
      const size = kind === 'VP8 ' ? lossySize(body) : losslessSize(body)
      if (!size) return undefined
      const chunks = [
        ...(frame ? [chunk('VP8X', frame)] : []),
        ...(frame && alpha && kind === 'VP8 ' ? [chunk('ALPH', alpha)] : []),
        chunk(kind, body),
      ]
      const canvas = frame ? canvasSize(frame) : size
      return {
        bytes: file(chunks),
        width: Math.max(size.width, canvas.width),
        height: Math.max(size.height, canvas.height),
      }
    }
    at += 8 + length + (length % 2)
  }
  return undefined
}

function lossySize(body: Uint8Array): Size | undefined {
  if (body.length < 10 || signAt(body, 3, 3) !== '\x9d\x01*') return undefined
  const view = viewOf(body)
  return { width: view.getUint16(6, true) & 0x3fff, height: view.getUint16(8, true) & 0x3fff }
}

function losslessSize(body: Uint8Array): Size | undefined {
  if (body.length < 5 || body[0] !== 0x2f) return undefined
  const bits = viewOf(body).getUint32(1, true)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}

function canvasSize(frame: Uint8Array): Size {
  const view = viewOf(frame)
  const threeBytes = (at: number) => view.getUint16(at, true) + (frame[at + 2]! << 16) + 1
  return { width: threeBytes(4), height: threeBytes(7) }
}

function counted(n: number): Uint8Array {
  const four = new Uint8Array(4)
  viewOf(four).setUint32(0, n, true)
  return four
}

const chunk = (kind: string, body: Uint8Array): Uint8Array =>
  joined([ofSign(kind), counted(body.length), body, new Uint8Array(body.length % 2)])

function file(chunks: readonly Uint8Array[]): Uint8Array {
  const body = joined([ofSign('WEBP'), ...chunks])
  return joined([ofSign('RIFF'), counted(body.length), body])
}
