import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { freeBytes } from './room.ts'

const BYTES = 16 * 1024 * 1024
const ROOM = 4 * BYTES

/**
 * A file that only takes up room. On a full disk it goes, so that the words just typed can still be kept; it comes back
 * when there is room again.
 */
export class Ballast {
  readonly #file: string
  readonly #free: () => number | null

  constructor(database: string, free: () => number | null = () => freeBytes(database)) {
    this.#file = join(dirname(database), 'ballast')
    this.#free = free
  }

  /** Whether it is there now. */
  tend(): boolean {
    if (existsSync(this.#file)) return true
    const free = this.#free()
    return free !== null && free >= ROOM && this.#make()
  }

  /** Lets it go; whether that made room. */
  release(): boolean {
    if (!existsSync(this.#file)) return false
    rmSync(this.#file, { force: true })
    return true
  }

  #make(): boolean {
    const handle = openSync(this.#file, 'w', 0o600)
    try {
      // Chance cannot be packed smaller by a file system that tries.
      const bytes = randomBytes(1024 * 1024)
      for (let at = 0; at < BYTES; at += bytes.length) writeSync(handle, bytes)
      fsyncSync(handle)
      return true
    } catch {
      this.release()
      return false
    } finally {
      closeSync(handle)
    }
  }
}
