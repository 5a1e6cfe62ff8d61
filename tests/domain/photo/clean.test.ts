import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPhoto, MOST_PHOTO_BYTES, MOST_PHOTO_SIDE } from '#domain/photo/clean.ts'
import { orientationOf } from '#domain/photo/orientation.ts'
import { bare, exifTiff, holdsPlace, PLACE, pngChunk, segment, webpChunk, withPlace } from '../../support/photos.ts'

const makes = ['jpeg', 'png', 'webp'] as const
const cleaned = (bytes: Uint8Array) => {
  const photo = cleanPhoto(bytes)
  if (!photo.ok) throw new Error(photo.error.kind)
  return photo.value
}
const kindOf = (bytes: Uint8Array) => {
  const photo = cleanPhoto(bytes)
  return photo.ok ? photo.value.type : photo.error.kind
}
const changed = (bytes: Uint8Array, change: (bytes: Buffer) => void) => {
  const copy = Buffer.from(bytes)
  change(copy)
  return new Uint8Array(copy)
}

describe('a photo', () => {
  it.each(makes)('in %s comes out as the bare picture, whatever stood around it', (make) => {
    expect(holdsPlace(withPlace(make))).toBe(true)
    const { type, bytes } = cleaned(withPlace(make))
    expect(type).toBe(`image/${make}`)
    expect(Buffer.from(bytes)).toEqual(Buffer.from(bare(make)))
  })

  it('keeps which way up it was taken where a camera says so, and nothing else of what the camera said', () => {
    for (const order of ['MM', 'II'] as const) {
      for (let orientation = 1; orientation <= 8; orientation++) {
        const { bytes } = cleaned(withPlace('jpeg', orientation, order))
        expect(holdsPlace(bytes)).toBe(false)
        const exif = Buffer.from(bytes).indexOf('Exif\0\0')
        expect(exif < 0 ? 1 : orientationOf(bytes.subarray(exif + 6))).toBe(orientation)
        expect(bytes.length - bare('jpeg').length).toBe(orientation === 1 ? 0 : 36)
      }
    }
  })

  it('is taken for upright where its Exif is broken', () => {
    const whole = exifTiff(6)
    for (let length = 0; length < 22; length++) expect(orientationOf(whole.subarray(0, length))).toBe(1)
    expect(orientationOf(exifTiff(9))).toBe(1)
    expect(orientationOf(exifTiff(0))).toBe(1)
  })

  it('keeps how Adobe coded its colours, and no more than that', () => {
    const adobe = Buffer.from('Adobe\0\x64\0\0\0\0\x01', 'latin1')
    const picture = Buffer.from(bare('jpeg'))
    const sent = Buffer.concat([
      picture.subarray(0, 20),
      segment(0xee, Buffer.concat([adobe, Buffer.from(PLACE)])),
      picture.subarray(20),
    ])
    const { bytes } = cleaned(new Uint8Array(sent))
    expect(Buffer.from(bytes).includes(segment(0xee, adobe))).toBe(true)
    expect(holdsPlace(bytes)).toBe(false)
  })

  it('loses the preview inside its JFIF', () => {
    const picture = Buffer.from(bare('jpeg'))
    const preview = Buffer.concat([picture.subarray(6, 18), Buffer.from([1, 1]), Buffer.from('rgb')])
    const sent = Buffer.concat([picture.subarray(0, 2), segment(0xe0, preview), picture.subarray(20)])
    expect(Buffer.from(cleaned(new Uint8Array(sent)).bytes)).toEqual(picture)
  })

  it('is told by its first bytes, never by what it is called', () => {
    expect(kindOf(new TextEncoder().encode('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'))).toBe(
      'photo-not-image',
    )
    expect(kindOf(new TextEncoder().encode('GIF89a'))).toBe('photo-not-image')
    expect(kindOf(new Uint8Array())).toBe('photo-not-image')
    expect(kindOf(new TextEncoder().encode('RIFF\0\0\0\0WAVE'))).toBe('photo-not-image')
  })

  it('is refused when it is larger than 1 MB, or wider than a tablet can unfold', () => {
    expect(kindOf(new Uint8Array(MOST_PHOTO_BYTES + 1))).toBe('photo-too-large')
    const wide = MOST_PHOTO_SIDE + 1
    const jpeg = changed(bare('jpeg'), (copy) => copy.writeUInt16BE(wide, copy.indexOf('\xff\xc0', 'latin1') + 7))
    const png = changed(bare('png'), (copy) => copy.writeUInt32BE(0xffffffff, 16))
    const webp = changed(bare('webp'), (copy) => copy.writeUIntLE(wide, 24, 3))
    expect([jpeg, png, webp].map(kindOf)).toEqual(Array(3).fill('photo-too-large'))
    const none = changed(bare('jpeg'), (copy) => copy.writeUInt16BE(0, copy.indexOf('\xff\xc0', 'latin1') + 7))
    expect(kindOf(none)).toBe('photo-damaged')
  })

  it.each(makes)('in %s that is cut off anywhere is refused', (make) => {
    const whole = bare(make)
    for (let length = 12; length < whole.length; length++)
      expect(kindOf(whole.subarray(0, length))).toBe('photo-damaged')
  })

  it('of a make that browsers do not show is refused: arithmetic coding, two frames, an animation', () => {
    const coded = changed(bare('jpeg'), (copy) => copy.writeUInt8(0xc9, copy.indexOf('\xff\xc0', 'latin1') + 1))
    const picture = Buffer.from(bare('jpeg'))
    const frame = picture.indexOf('\xff\xc0', 0, 'latin1')
    const twice = Buffer.concat([
      picture.subarray(0, frame),
      picture.subarray(frame, frame + 19),
      picture.subarray(frame),
    ])
    const head = Buffer.from(bare('webp')).subarray(0, 30)
    const moving = changed(
      Buffer.concat([head, webpChunk('ANIM', Buffer.alloc(6)), webpChunk('ANMF', Buffer.alloc(24))]),
      (copy) => copy.writeUInt32LE(copy.length - 8, 4),
    )
    expect([coded, new Uint8Array(twice), moving].map(kindOf)).toEqual(Array(3).fill('photo-damaged'))
  })
})

const noise = fc.uint8Array({ maxLength: 200 }).map((body) => Buffer.concat([Buffer.from(PLACE), body]))
/** Markers whose segments are not the picture: applications' own, comments, and what nobody has defined. */
const aside = fc.constantFrom(0xe0, 0xe1, 0xe2, 0xe5, 0xed, 0xee, 0xef, 0xfe, 0xf0, 0xdc, 0xde, 0x02)
const otherChunk = fc.constantFrom('eXIf', 'tEXt', 'zTXt', 'iTXt', 'tIME', 'pHYs', 'acTL', 'prVt', 'XMPx')
const otherRiff = fc.constantFrom('EXIF', 'XMP ', 'ICCP', 'META', 'exif')
const asides = <Of>(kind: fc.Arbitrary<Of>) => fc.array(fc.tuple(kind, noise), { maxLength: 6 })

describe('a make of picture', () => {
  const webp = (...chunks: readonly Buffer[]) => {
    const body = Buffer.concat([Buffer.from('WEBP'), ...chunks])
    const head = Buffer.from('RIFF\0\0\0\0')
    head.writeUInt32LE(body.length, 4)
    return new Uint8Array(Buffer.concat([head, body]))
  }
  /** 5 × 3 pixels, without loss. */
  const size = Buffer.from([0x2f, 0, 0, 0, 0])
  size.writeUInt32LE(4 | (2 << 14), 1)
  const lossless = webpChunk('VP8L', size)
  const lossy = Buffer.from(bare('webp')).subarray(30)
  const frame = (flags: number, width = 16, height = 8) => {
    const body = Buffer.from([flags, 0, 0, 0, width - 1, 0, 0, height - 1, 0, 0])
    return webpChunk('VP8X', body)
  }
  const alpha = webpChunk('ALPH', Buffer.from([1, 2, 3]))

  it('WebP without loss is kept as it is, and refused where its signature or its size is missing', () => {
    expect(Buffer.from(cleaned(webp(lossless)).bytes)).toEqual(Buffer.from(webp(lossless)))
    expect(kindOf(webp(webpChunk('VP8L', Buffer.from([0x2e, 4, 0, 0, 0]))))).toBe('photo-damaged')
    expect(kindOf(webp(webpChunk('VP8L', Buffer.from([0x2f, 4, 0]))))).toBe('photo-damaged')
  })

  it('WebP keeps its transparency beside a lossy picture in a frame, and nowhere else', () => {
    const framed = webp(frame(0x10), alpha, lossy)
    expect(Buffer.from(cleaned(framed).bytes)).toEqual(Buffer.from(framed))
    expect(Buffer.from(cleaned(webp(alpha, lossy)).bytes)).toEqual(Buffer.from(webp(lossy)))
    expect(Buffer.from(cleaned(webp(frame(0x10), alpha, lossless)).bytes)).toEqual(
      Buffer.from(webp(frame(0x10), lossless)),
    )
    const twice = webp(frame(0x10), alpha, webpChunk('ALPH', Buffer.from([9])), lossy)
    expect(Buffer.from(cleaned(twice).bytes)).toEqual(Buffer.from(framed))
  })

  it('WebP with two frames, a short one, or no room for a head is damaged', () => {
    expect(kindOf(webp(frame(0), frame(0), lossy))).toBe('photo-damaged')
    expect(kindOf(webp(webpChunk('VP8X', Buffer.alloc(4)), lossy))).toBe('photo-damaged')
    expect(kindOf(webp())).toBe('photo-damaged')
  })

  it('WebP is as large as its frame says, where that is larger than its picture', () => {
    expect(kindOf(webp(frame(0, 16, 8), lossy))).toBe('image/webp')
    const wide = frame(0)
    wide.writeUIntLE(MOST_PHOTO_SIDE, 12, 3)
    expect(kindOf(webp(wide, lossy))).toBe('photo-too-large')
  })

  it('PNG without pixels is damaged', () => {
    const png = Buffer.from(bare('png'))
    const none = Buffer.concat([png.subarray(0, 33), png.subarray(png.length - 12)])
    expect(kindOf(new Uint8Array(none))).toBe('photo-damaged')
  })

  it('JPEG without a scan, or with one before its frame, is damaged', () => {
    const jpeg = Buffer.from(bare('jpeg'))
    const scan = jpeg.indexOf('\xff\xda', 0, 'latin1')
    const end = Buffer.from([0xff, 0xd9])
    expect(kindOf(new Uint8Array(Buffer.concat([jpeg.subarray(0, scan), end])))).toBe('photo-damaged')
    expect(kindOf(new Uint8Array(Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(scan)])))).toBe('photo-damaged')
  })

  it('JPEG keeps stuffed bytes, restarts and fill bytes of its scan', () => {
    const jpeg = Buffer.from(bare('jpeg'))
    const scanned = Buffer.concat([
      jpeg.subarray(0, jpeg.length - 2),
      Buffer.from([0xff, 0x00, 1, 0xff, 0xd0, 2, 0xff, 0xd7, 3]),
      Buffer.from([0xff, 0xd9]),
    ])
    expect(Buffer.from(cleaned(new Uint8Array(scanned)).bytes)).toEqual(scanned)
    const filled = Buffer.concat([jpeg.subarray(0, jpeg.length - 2), Buffer.from([0xff, 0xff, 0xd9])])
    expect(Buffer.from(cleaned(new Uint8Array(filled)).bytes)).toEqual(
      Buffer.concat([filled.subarray(0, filled.length - 2), Buffer.from([0xff, 0xd9])]),
    )
  })
})

describe('whatever is put around or into a picture', () => {
  it('never throws, never grows beyond the orientation, and cleaning twice changes nothing more', () => {
    const start = fc.constantFrom(...makes.map((make) => Buffer.from(withPlace(make, 6))))
    const hurt = fc.tuple(start, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 12 }), fc.nat(400))
    fc.assert(
      fc.property(hurt, ([whole, changes, cut]) => {
        const bytes = new Uint8Array(whole.subarray(0, cut > 300 ? cut - 300 : undefined))
        for (const [at, value] of changes) bytes[at % bytes.length] = value
        const photo = cleanPhoto(bytes)
        if (!photo.ok) return
        expect(photo.value.bytes.length).toBeLessThanOrEqual(bytes.length + 36)
        expect(cleanPhoto(photo.value.bytes)).toEqual(photo)
      }),
      { numRuns: 3000 },
    )
  })

  it('is gone from a JPEG, wherever it stood', () => {
    const picture = Buffer.from(bare('jpeg'))
    const starts: number[] = [2]
    for (let at = 2; picture[at + 1] !== 0xda; starts.push(at)) at += 2 + picture.readUInt16BE(at + 2)
    fc.assert(
      fc.property(
        asides(aside),
        fc.array(fc.nat(), { minLength: 6, maxLength: 6 }),
        noise,
        (around, places, behind) => {
          const parts = starts.map((from, i) => picture.subarray(from, starts[i + 1]))
          for (const [i, [marker, body]] of around.entries()) {
            const at = places[i]! % parts.length
            parts[at] = Buffer.concat([segment(marker, body), parts[at]!])
          }
          const { bytes } = cleaned(new Uint8Array(Buffer.concat([picture.subarray(0, 2), ...parts, behind])))
          expect(Buffer.from(bytes)).toEqual(picture)
        },
      ),
    )
  })

  it('is gone from a PNG and from a WebP, wherever it stood', () => {
    const png = Buffer.from(bare('png'))
    const webp = Buffer.from(bare('webp'))
    fc.assert(
      fc.property(asides(otherChunk), asides(otherRiff), noise, (chunks, riff, behind) => {
        const more = Buffer.concat(chunks.map(([kind, body]) => pngChunk(kind, body)))
        const sent = Buffer.concat([png.subarray(0, 33), more, png.subarray(33), behind])
        expect(Buffer.from(cleaned(new Uint8Array(sent)).bytes)).toEqual(png)
        const extra = Buffer.concat(riff.map(([kind, body]) => webpChunk(kind, body)))
        const file = Buffer.concat([webp.subarray(0, 30), extra, webp.subarray(30), extra])
        file.writeUInt32LE(file.length - 8, 4)
        expect(Buffer.from(cleaned(new Uint8Array(Buffer.concat([file, behind]))).bytes)).toEqual(webp)
      }),
    )
  })
})
