import { zstdDecompressSync } from 'node:zlib'

/** The most a frame may grow to when it is unpacked. */
const MOST_BYTES = 64 * 1024 * 1024

/** A frame as it travelled, made readable; null when it is no frame. */
export function unpack(packed: unknown): unknown {
  try {
    if (typeof packed === 'string') return packed.length > MOST_BYTES ? null : JSON.parse(packed)
    if (packed instanceof Uint8Array) return JSON.parse(zstdDecompressSync(packed, { maxOutputLength: MOST_BYTES }).toString('utf8'))
    return null
  } catch {
    return null
  }
}
