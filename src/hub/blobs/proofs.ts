import { createHash, type Hash } from 'node:crypto'
import type { AgentId } from '../../domain/id.ts'
import type { Appended, Chunk } from './blobs.ts'

/**
 * Who has shown that they have the bytes of a file that is here already. A file is kept once however many cases name it, and its
 * hash is no key to it: who has no case that the bytes came for sends them, and is answered, as if they were new. Nothing of them
 * is kept but how far they have come; where that is forgotten, they begin again.
 */
export interface Proofs {
  has(agent: AgentId, sha256: string): boolean
  /** How far the bytes have come that are sent as if they were new. */
  received(sha256: string): number
  /** Somebody has sent the last of it. */
  keep(agent: AgentId, sha256: string): void
  /** Takes the next bytes. */
  take(chunk: Omit<Chunk, 'at'>): Appended
}

interface Begun {
  readonly length: number
  readonly hash: Hash
  received: number
}

/** Forgets the oldest of more than so many. */
function trim(all: { readonly size: number; keys(): Iterable<string>; delete(name: string): boolean }, most: number): void {
  for (const oldest of all.keys()) {
    if (all.size <= most) return
    all.delete(oldest)
  }
}

/** Opens an empty memory for as many. */
export function openProofs(most = 1_000): Proofs {
  const shown = new Set<string>()
  const all = new Map<string, Begun>()
  const begunOf = ({ sha256, offset, length }: Omit<Chunk, 'at'>): Begun => {
    const known = all.get(sha256)
    if (known && (known.length === length || offset > 0)) return known
    const begun = { length, hash: createHash('sha256'), received: 0 }
    all.set(sha256, begun)
    trim(all, most)
    return begun
  }
  return {
    has: (agent, sha256) => shown.has(`${agent} ${sha256}`),
    received: (sha256) => all.get(sha256)?.received ?? 0,
    keep(agent, sha256) {
      shown.add(`${agent} ${sha256}`)
      trim(shown, most)
    },
    take(chunk) {
      const begun = begunOf(chunk)
      const { length } = begun
      if (length !== chunk.length || begun.received !== chunk.offset)
        return { kind: 'elsewhere', held: { received: begun.received, length, whole: false } }
      begun.hash.update(chunk.bytes)
      begun.received += chunk.bytes.byteLength
      if (begun.received < length) return { kind: 'taken', held: { received: begun.received, length, whole: false } }
      all.delete(chunk.sha256)
      return begun.hash.digest('hex') === chunk.sha256
        ? { kind: 'taken', held: { received: length, length, whole: true } }
        : { kind: 'wrong' }
    },
  }
}
