const SIDE = 96

/** A small picture of an image, as a data address: the window may show nothing else. Null where it cannot be drawn. */
export async function thumbOf(blob: Blob): Promise<string | null> {
  try {
    const image = await createImageBitmap(blob)
    const scale = Math.min(1, SIDE / Math.min(image.width, image.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(image.width * scale))
    canvas.height = Math.max(1, Math.round(image.height * scale))
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    image.close()
    return canvas.toDataURL('image/jpeg', 0.8)
  } catch {
    return null
  }
}
