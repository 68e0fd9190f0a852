import { randomBytes } from 'node:crypto'
import { open, rename, unlink } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Account } from './account.ts'

/** Writes a file so that a power cut leaves the old text or the new one, never a torn or an empty one. */
export async function writeDurably(path: string, text: string, owner: Account | null = null): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    // 'wx' never follows a link that somebody else laid in the way.
    const file = await open(draft, 'wx', 0o600)
    try {
      await file.writeFile(text)
      if (owner) await file.chown(owner.uid, owner.gid)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(draft, path)
  } catch (error) {
    await unlink(draft).catch(() => undefined)
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes a rename in this folder survive a power cut; Windows cannot open a folder and journals the rename itself. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
