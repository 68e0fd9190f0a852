import { createHash } from 'node:crypto'

/** A short stable name for a folder, for paths and sockets that must stay short. */
export function shortName(of: string): string {
  return createHash('sha256').update(of).digest('hex').slice(0, 16)
}
