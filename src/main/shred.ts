import { closeSync, existsSync, fsyncSync, openSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** Writes over a small file before it goes. Without what stands in it, everything else in the folder is noise. */
function overwrite(file: string): void {
  if (!existsSync(file)) return
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.alloc(statSync(file).size))
  fsyncSync(handle)
  closeSync(handle)
}

/** Destroys a profile on the hub's word: first the wrapped keys, so that even what a disk keeps of the rest opens no more. */
export function shred(folder: string): void {
  overwrite(join(folder, 'profile.json'))
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
}
