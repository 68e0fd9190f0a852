import { createHash } from 'node:crypto'
import type { Store } from '../store/store.ts'

const PART_BYTES = 256 * 1024

/** Files of others are kept while there is room; what is not yet with the hub is never let go. */
const KEPT_BYTES = 200 * 1024 * 1024

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

interface Kept {
  /** It came to be on this device, and the hub may not have it yet. */
  readonly own: boolean
  readonly at: number
}

export const hasBlob = (store: Store, sha256: string): boolean => store.get('SELECT 1 FROM blob WHERE sha256 = ?', sha256) !== undefined

/** Keeps the bytes of a file in the encrypted database, in parts; the same bytes once. */
export function keepBlob(
  store: Store,
  { sha256, bytes }: { readonly sha256: string; readonly bytes: Uint8Array },
  { own, at }: Kept,
): void {
  if (hasBlob(store, sha256)) return
  store.run('INSERT INTO blob VALUES (?, ?, ?, ?, ?)', sha256, bytes.length, own ? 1 : 0, own ? 0 : 1, at)
  for (let place = 0; place * PART_BYTES < bytes.length; place++) {
    store.run('INSERT INTO blob_part VALUES (?, ?, ?)', sha256, place, bytes.subarray(place * PART_BYTES, (place + 1) * PART_BYTES))
  }
}

/** The bytes of a file from a place on, at most so many parts of them; null where the file is not here. */
export function readBlob(
  store: Store,
  sha256: string,
  { from, most }: { readonly from: number; readonly most: number },
): Uint8Array | null {
  const found = store.get<{ size: number }>('SELECT size FROM blob WHERE sha256 = ?', sha256)
  if (!found) return null
  const first = Math.floor(from / PART_BYTES)
  const last = Math.floor((Math.min(found.size, from + most) - 1) / PART_BYTES)
  const parts = store.all<{ bytes: Uint8Array }>(
    'SELECT bytes FROM blob_part WHERE sha256 = ? AND place BETWEEN ? AND ? ORDER BY place',
    ...[sha256, first, last],
  )
  const bytes = Buffer.concat(parts.map(({ bytes: part }) => part))
  return new Uint8Array(bytes.subarray(from - first * PART_BYTES, from - first * PART_BYTES + Math.min(most, found.size - from)))
}

export interface Unsent {
  readonly sha256: string
  readonly size: number
}

/** Files made here that the hub does not have and whose case it knows: bytes without a row would be turned away. */
export const unsentBlobs = (store: Store): readonly Unsent[] =>
  store.all<Unsent>(
    "SELECT sha256, size FROM blob WHERE sent = 0 AND EXISTS (SELECT 1 FROM row_lookup WHERE lookup = 'attachment.ofHash' AND key = sha256) ORDER BY size",
  )

export function markSent(store: Store, sha256: string): void {
  store.run('UPDATE blob SET sent = 1 WHERE sha256 = ?', sha256)
}

export function useBlob(store: Store, sha256: string, at: number): void {
  store.run('UPDATE blob SET used_at = ? WHERE sha256 = ?', at, sha256)
}

export function dropBlob(store: Store, sha256: string): void {
  store.run('DELETE FROM blob WHERE sha256 = ?', sha256)
  store.run('DELETE FROM blob_part WHERE sha256 = ?', sha256)
}

/** Files that no case held here names any more leave with it; what is not with the hub stays with whoever made it. */
export function dropStrange(store: Store): void {
  const strange = store.all<{ sha256: string }>(
    "SELECT sha256 FROM blob WHERE sent = 1 AND NOT EXISTS (SELECT 1 FROM row_lookup WHERE lookup = 'attachment.ofHash' AND key = sha256)",
  )
  for (const { sha256 } of strange) dropBlob(store, sha256)
}

/** Makes room by letting go of what was looked at longest ago and can be fetched again. */
export function trimBlobs(store: Store, most = KEPT_BYTES): void {
  let left = store.get<{ bytes: number }>('SELECT coalesce(sum(size), 0) AS bytes FROM blob')?.bytes ?? 0
  for (const { sha256, size } of store.all<Unsent>('SELECT sha256, size FROM blob WHERE sent = 1 ORDER BY used_at')) {
    if (left <= most) return
    left -= size
    dropBlob(store, sha256)
  }
}
