import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Writes a small file so that after any power cut it is the old one or the new one, whole. Owner-only. */
export function keepFile(file: string, content: string | Uint8Array): void {
  const folder = dirname(file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const part = `${file}.part`
  const handle = openSync(part, 'w', 0o600)
  if (typeof content === 'string') writeSync(handle, content)
  else for (let at = 0; at < content.length; ) at += writeSync(handle, content, at)
  fsyncSync(handle)
  closeSync(handle)
  renameSync(part, file)
  syncFolder(folder)
}
