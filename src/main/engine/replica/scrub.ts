import { dropStrange } from '../blobs/blobs.ts'
import type { Replica } from '../replica.ts'

/** Takes what has left out of the file as well, the indexes' words and the log's pages among it. */
export function scrub({ store, rows }: Replica): void {
  store.write(() => {
    dropStrange(store)
    rows.scrub()
  })
  store.pragma('wal_checkpoint(TRUNCATE)')
}
