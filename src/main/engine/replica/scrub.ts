import { dropStrange } from '../blobs/blobs.ts'
import type { Replica } from '../replica.ts'
import { unlessFull } from '../store/failure.ts'
import { keep, kept } from '../store/kv.ts'
import type { Store } from '../store/store.ts'

/** Written with what leaves, so that a process that ends before it has scrubbed does so when it begins again. */
export const strew = (store: Store): void => keep(store, 'strewn', 1)

/** Whether something has left whose words may still be in the file. */
export const isStrewn = (store: Store): boolean => kept(store, 'strewn') === '1'

/**
 * Takes what has left out of the file as well, the indexes' words and the log's pages among it. On a full disk, or while
 * somebody reads what the log holds, the mark stays: it is to be tried again.
 */
export function scrub({ store, rows }: Replica): void {
  unlessFull(() => {
    store.write(() => {
      dropStrange(store)
      rows.scrub()
    })
    const busy = store.pragma('wal_checkpoint(TRUNCATE)') !== 0
    if (!busy) keep(store, 'strewn', 0)
  })
}
