import { signAt, viewOf } from './bytes.ts'

const ORIENTATION = 0x0112
const SHORT = 3

/** How a picture was held (1 upright … 8), from the first directory of its Exif; 1 where that says nothing readable. */
export function orientationOf(tiff: Uint8Array): number {
  const order = signAt(tiff, 0, 4)
  const little = order === 'II*\0'
  if (!little && order !== 'MM\0*') return 1
  const view = viewOf(tiff)
  const fits = (at: number, length: number) => at + length <= tiff.length
  if (!fits(4, 4)) return 1
  const directory = view.getUint32(4, little)
  if (!fits(directory, 2)) return 1
  const entries = view.getUint16(directory, little)
  for (let i = 0; i < entries; i++) {
    const at = directory + 2 + 12 * i
    if (!fits(at, 12)) return 1
    if (view.getUint16(at, little) !== ORIENTATION) continue
    const value = view.getUint16(at + 2, little) === SHORT ? view.getUint16(at + 8, little) : 1
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}
