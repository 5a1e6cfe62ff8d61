/** What a note needs to be read by: a phone's whole picture would fill the tablet and the line. */
const WANTED_BYTES = 400_000
/** Long side and quality, tried in turn until the file is small enough. */
const TRIES = [
  [1600, 0.85],
  [1600, 0.7],
  [1600, 0.55],
  [1280, 0.5],
  [1024, 0.4],
] as const

/** The size at which a picture fits, its proportions kept; never made larger. */
export function fitted(width: number, height: number, longSide: number): readonly [number, number] {
  const scale = Math.min(1, longSide / Math.max(width, height))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

/**
 * Draws a picture anew: what comes out are its pixels, upright and small enough, and nothing of what the camera wrote
 * beside them. undefined: this browser cannot open it.
 */
export async function reEncode(file: Blob): Promise<ArrayBuffer | undefined> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    let smallest: Blob | undefined
    for (const [side, quality] of TRIES) {
      smallest = await drawn(image, fitted(image.naturalWidth, image.naturalHeight, side), quality)
      if (!smallest || smallest.size <= WANTED_BYTES) break
    }
    return await smallest?.arrayBuffer()
  } catch {
    return undefined
  } finally {
    URL.revokeObjectURL(url)
  }
}

function drawn(image: HTMLImageElement, [width, height]: readonly [number, number], quality: number) {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const pen = canvas.getContext('2d')
  if (pen) {
    pen.fillStyle = '#fff' // what is transparent would be black in a JPEG
    pen.fillRect(0, 0, width, height)
    pen.drawImage(image, 0, 0, width, height)
  }
  return new Promise<Blob | undefined>((done) =>
    canvas.toBlob((blob) => done(blob ?? undefined), 'image/jpeg', quality),
  )
}
