import { createHash } from 'node:crypto'
import type { Appended, Blobs, Chunk, Held } from './blobs.ts'

interface Kept {
  readonly at: number
  readonly length: number
  bytes: Uint8Array
  whole: boolean
}

const heldOf = ({ bytes, length, whole }: Kept): Held => ({ received: bytes.byteLength, length, whole })

/** The model of the blobs' port, for tests. */
export function memoryBlobs(): Blobs {
  const all = new Map<string, Kept>()
  const keptOf = ({ sha256, offset, length, at }: Chunk): Kept => {
    const known = all.get(sha256)
    if (known && (known.whole || known.length === length || offset > 0)) return known
    const fresh = { at, length, bytes: new Uint8Array(0), whole: false }
    all.set(sha256, fresh)
    return fresh
  }
  const append = (chunk: Chunk): Appended => {
    const kept = keptOf(chunk)
    if (kept.whole || kept.length !== chunk.length || kept.bytes.byteLength !== chunk.offset)
      return { kind: 'elsewhere', held: heldOf(kept) }
    kept.bytes = Buffer.concat([kept.bytes, chunk.bytes])
    if (kept.bytes.byteLength < kept.length) return { kind: 'taken', held: heldOf(kept) }
    if (createHash('sha256').update(kept.bytes).digest('hex') !== chunk.sha256) {
      all.delete(chunk.sha256)
      return { kind: 'wrong' }
    }
    kept.whole = true
    return { kind: 'taken', held: heldOf(kept) }
  }
  return {
    async held(sha256) {
      const kept = all.get(sha256)
      return kept ? heldOf(kept) : null
    },
    async forget(before) {
      for (const [sha256, { at, whole }] of all) if (!whole && at < before) all.delete(sha256)
    },
    append: async (chunk) => append(chunk),
    async *read(sha256, from, to) {
      const kept = all.get(sha256)
      if (kept?.whole) yield kept.bytes.subarray(from, to)
    },
  }
}
