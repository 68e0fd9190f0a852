import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** Bytes free where a file lies; null where nothing is kept on a disk or it cannot be told. */
export function freeBytes(file: string): number | null {
  if (file === ':memory:') return null
  try {
    const { bavail, bsize } = statfsSync(dirname(file))
    return bavail * bsize
  } catch {
    return null
  }
}
