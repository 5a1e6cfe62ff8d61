import { err, ok, type Result } from '../result.ts'
import { signAt } from './bytes.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

/** The most that a tablet may send for one photo. */
export const MOST_PHOTO_BYTES = 1_000_000
/** The most pixels on a side: a small file can unfold into a picture that no tablet's memory holds. */
export const MOST_PHOTO_SIDE = 4096

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A picture and nothing else: no place, no time, no device, no preview, nothing behind its end. */
export interface CleanPhoto {
  readonly type: PhotoType
  readonly bytes: Uint8Array
}

export type PhotoRefusal =
  | { readonly kind: 'photo-too-large'; readonly bytes: number; readonly side: number }
  /** Neither JPEG nor PNG nor WebP, whatever its name says. */
  | { readonly kind: 'photo-not-image' }
  /** Cut off, or of a make that browsers do not show. */
  | { readonly kind: 'photo-damaged' }

/** What one format's reader finds; undefined: cannot be read to its end. */
export interface Cleaned {
  readonly bytes: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * Takes from a photo all that is not the picture, without decoding it: what a decoder needs is copied, everything else
 * is left behind, so that what nobody has thought of is left behind too. The kind is told by the first bytes alone.
 */
export function cleanPhoto(bytes: Uint8Array): Result<CleanPhoto, PhotoRefusal> {
  const tooLarge = { kind: 'photo-too-large', bytes: MOST_PHOTO_BYTES, side: MOST_PHOTO_SIDE } as const
  if (bytes.length > MOST_PHOTO_BYTES) return err(tooLarge)
  const type = typeOf(bytes)
  if (!type) return err({ kind: 'photo-not-image' })
  const cleaned = cleaners[type](bytes)
  if (!cleaned || cleaned.width < 1 || cleaned.height < 1) return err({ kind: 'photo-damaged' })
  if (Math.max(cleaned.width, cleaned.height) > MOST_PHOTO_SIDE) return err(tooLarge)
  return ok({ type, bytes: cleaned.bytes })
}

const cleaners: Readonly<Record<PhotoType, (bytes: Uint8Array) => Cleaned | undefined>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
}

function typeOf(bytes: Uint8Array): PhotoType | undefined {
  if (signAt(bytes, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (signAt(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'image/png'
  return signAt(bytes, 0, 4) === 'RIFF' && signAt(bytes, 8, 4) === 'WEBP' ? 'image/webp' : undefined
}
