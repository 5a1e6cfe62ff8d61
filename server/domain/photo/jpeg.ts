import { joined, ofSign, signAt, viewOf } from './bytes.ts'
import type { Cleaned } from './clean.ts'
import { orientationOf } from './orientation.ts'

const [SOI, EOI, SOS] = [0xd8, 0xd9, 0xda]
const [APP0, APP1, APP14] = [0xe0, 0xe1, 0xee]
/** Baseline, extended and progressive frames: what browsers decode. */
const FRAMES = new Set([0xc0, 0xc1, 0xc2])
/** Huffman and quantization tables, restart interval. */
const TABLES = new Set([0xc4, 0xdb, 0xdd])
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7)

/**
 * Copies frame, tables and scans up to the end of the image. What stands behind it goes too: second pictures and films
 * of phones. Three facts of the segments left behind change how the picture looks, and are written anew: that it is
 * JFIF, how Adobe coded its colours, and which way up it was taken.
 */
export function cleanJpeg(bytes: Uint8Array): Cleaned | undefined {
  const view = viewOf(bytes)
  const picture: Uint8Array[] = []
  let size: { readonly width: number; readonly height: number } | undefined
  let hasScan = false
  let isJfif = false
  let adobe: Uint8Array | undefined
  let orientation: number | undefined
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return undefined
    while (bytes[at] === 0xff) at++ // any number of them may fill up to a marker
    const marker = bytes[at++]
    if (marker === undefined) return undefined
    if (isBare(marker)) continue
    if (marker === EOI) break
    const length = at + 2 <= bytes.length ? view.getUint16(at) : 0
    const end = at + length
    if (length < 2 || end > bytes.length) return undefined
    const body = bytes.subarray(at + 2, end)
    if (marker === APP0 && signAt(body, 0, 5) === 'JFIF\0') isJfif = true
    else if (marker === APP1 && signAt(body, 0, 6) === 'Exif\0\0') orientation ??= orientationOf(body.subarray(6))
    else if (marker === APP14 && signAt(body, 0, 5) === 'Adobe' && body.length >= 12) adobe ??= body.subarray(0, 12)
    else if (FRAMES.has(marker)) {
      if (size || body.length < 6) return undefined
      size = { height: view.getUint16(at + 3), width: view.getUint16(at + 5) }
      picture.push(segment(marker, body))
    } else if (TABLES.has(marker)) picture.push(segment(marker, body))
    else if (marker === SOS) {
      const scanEnd = endOfScan(bytes, end)
      if (!size || scanEnd === undefined) return undefined
      picture.push(segment(marker, body), bytes.subarray(end, scanEnd))
      hasScan = true
      at = scanEnd
      continue
    } else if (marker >= 0xc3 && marker <= SOS) return undefined // frames and orders that browsers do not decode
    at = end
  }
  if (!size || !hasScan) return undefined
  const head = [
    Uint8Array.of(0xff, SOI),
    ...(isJfif ? [segment(APP0, JFIF)] : []),
    ...(orientation !== undefined && orientation !== 1 ? [segment(APP1, exifOf(orientation))] : []),
    ...(adobe ? [segment(APP14, adobe)] : []),
  ]
  return { ...size, bytes: joined([...head, ...picture, Uint8Array.of(0xff, EOI)]) }
}

/** Where coded data ends: at the first marker that is neither a stuffed byte nor a restart. */
function endOfScan(bytes: Uint8Array, from: number): number | undefined {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at)) {
    const next = bytes[at + 1]
    if (next === undefined) return undefined
    if (next === 0x00 || (next >= 0xd0 && next <= 0xd7)) at += 2
    else if (next === 0xff) at++
    else return at
  }
  return undefined
}

const segment = (marker: number, body: Uint8Array): Uint8Array => {
  const length = body.length + 2
  return joined([Uint8Array.of(0xff, marker, length >> 8, length & 0xff), body])
}

/** Version 1.01, no density, no preview. */
const JFIF = joined([ofSign('JFIF\0'), Uint8Array.of(1, 1, 0, 0, 1, 0, 1, 0, 0)])

/** The shortest Exif there is: a directory of one entry, the orientation. */
const exifOf = (orientation: number): Uint8Array =>
  joined([
    ofSign('Exif\0\0MM\0*\0\0\0\b'),
    Uint8Array.of(0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0),
  ])
