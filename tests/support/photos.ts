import { crc32 } from 'node:zlib'

/** Stands in everything around the picture where a camera would write where it was; in no kept photo may it be found. */
export const PLACE = 'N18.252847-E109.511909-SANYA'

const text = (of: string) => Buffer.from(of, 'latin1')
const u16 = (n: number) => Buffer.from([n >> 8, n & 0xff])
const u32 = (n: number) => Buffer.concat([u16(Math.floor(n / 0x10000)), u16(n & 0xffff)])
const u32le = (n: number) => Buffer.from(u32(n)).reverse()

/** 16 × 8 pixels, left half red, right half blue, as a browser's canvas makes them. */
const PICTURES = {
  jpeg: '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5moq6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAIABADASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAT/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFAEBAAAAAAAAAAAAAAAAAAAABP/EABgRAAIDAAAAAAAAAAAAAAAAAAAFQoHB/9oADAMBAAIRAxEAPwCBCBiqdaPZRvD/2Q==',
  png: 'iVBORw0KGgoAAAANSUhEUgAAABAAAAAICAYAAADwdn+XAAAAJ0lEQVR4AeyQoQ0AAAjDmv3/c/kABALDkqkmFY1g9wEblnsB3DcoAAAA//9LtzGOAAAABklEQVQDALr0H/FxgNKIAAAAAElFTkSuQmCC',
  webp: 'UklGRk4AAABXRUJQVlA4WAoAAAAAAAAADwAABwAAVlA4IDAAAABwAQCdASoQAAgAAsBMJaACdAFAAAD+8Ms//o+//rb//Wh/rb+tt/9tD03//rQTQAA=',
} as const

export type PhotoMake = keyof typeof PICTURES

/** The picture with nothing around it. */
export const bare = (make: PhotoMake): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(PICTURES[make], 'base64'))

/** TIFF as a camera writes it: orientation, a GPS directory, and the place as text in it and in a maker's note. */
export function exifTiff(orientation: number, order: 'MM' | 'II' = 'MM'): Buffer {
  const turn = (part: Buffer) => (order === 'MM' ? part : Buffer.from(part).reverse())
  const [short, long] = [(n: number) => turn(u16(n)), (n: number) => turn(u32(n))]
  const place = text(`${PLACE}\0`)
  const entry = (tag: number, type: number, count: number, value: Buffer) =>
    Buffer.concat([short(tag), short(type), long(count), value])
  const directory = (entries: Buffer[]) => Buffer.concat([short(entries.length), ...entries, long(0)])
  const [first, gps] = [8, 8 + 2 + 12 * 3 + 4]
  const after = gps + 2 + 12 + 4
  return Buffer.concat([
    text(order),
    short(42),
    long(first),
    directory([
      entry(0x0112, 3, 1, Buffer.concat([short(orientation), short(0)])),
      entry(0x8825, 4, 1, long(gps)),
      entry(0x927c, 7, place.length, long(after)),
    ]),
    directory([entry(0x0012, 2, place.length, long(after))]),
    place,
  ])
}

export const segment = (marker: number, body: Uint8Array) =>
  Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body])

const xmp = text(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta><exif:GPSLatitude>${PLACE}</exif:GPSLatitude></x:xmpmeta>`)

function located(orientation: number, order: 'MM' | 'II'): Buffer {
  const picture = Buffer.from(bare('jpeg'))
  return Buffer.concat([
    picture.subarray(0, 2),
    segment(0xe1, Buffer.concat([text('Exif\0\0'), exifTiff(orientation, order)])),
    segment(0xe1, xmp),
    segment(0xe2, text(`MPF\0${PLACE}`)),
    segment(0xed, text(`Photoshop 3.0\0${PLACE}`)),
    segment(0xfe, text(PLACE)),
    picture.subarray(2),
    text(`film behind the picture ${PLACE}`),
  ])
}

export const pngChunk = (kind: string, body: Uint8Array) => {
  const named = Buffer.concat([text(kind), body])
  return Buffer.concat([u32(body.length), named, u32(crc32(named))])
}

function locatedPng(orientation: number): Buffer {
  const picture = Buffer.from(bare('png'))
  const afterHead = 8 + 25
  return Buffer.concat([
    picture.subarray(0, afterHead),
    pngChunk('eXIf', exifTiff(orientation)),
    pngChunk('tEXt', text(`Location\0${PLACE}`)),
    pngChunk('iTXt', Buffer.concat([text('XML:com.adobe.xmp\0\0\0\0\0'), xmp])),
    pngChunk('iCCP', text(`${PLACE}\0\0`)),
    picture.subarray(afterHead),
    text(PLACE),
  ])
}

export const webpChunk = (kind: string, body: Uint8Array) =>
  Buffer.concat([text(kind), u32le(body.length), body, Buffer.alloc(body.length % 2)])

function locatedWebp(orientation: number): Buffer {
  const picture = Buffer.from(bare('webp'))
  const [frame, pixels] = [Buffer.from(picture.subarray(12, 30)), picture.subarray(30)]
  frame[8] = 0x2c // a profile, Exif and XMP follow
  const chunks = Buffer.concat([
    frame,
    webpChunk('ICCP', text(PLACE)),
    pixels,
    webpChunk('EXIF', exifTiff(orientation)),
    webpChunk('XMP ', xmp),
  ])
  return Buffer.concat([text('RIFF'), u32le(chunks.length + 4), text('WEBP'), chunks, text(PLACE)])
}

/** The picture as a phone hands it over: with the place in every corner where one can be. */
export function withPlace(make: PhotoMake, orientation = 1, order: 'MM' | 'II' = 'MM'): Uint8Array<ArrayBuffer> {
  const made =
    make === 'jpeg' ? located(orientation, order) : make === 'png' ? locatedPng(orientation) : locatedWebp(orientation)
  return new Uint8Array(made)
}

export const holdsPlace = (bytes: Uint8Array): boolean => Buffer.from(bytes).includes(PLACE)
