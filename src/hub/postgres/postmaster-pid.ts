import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running server writes of itself into its data folder. */
export type PostmasterPid = {
  readonly pid: number
  readonly port: number
  /** Empty where it listens on no socket. */
  readonly socketFolder: string
  readonly ready: boolean
}

/** The file as it stands; null where there is none, or where it is not written to its end yet. */
export async function readPostmasterPid(data: string): Promise<PostmasterPid | null> {
  const text = await readFile(join(data, 'postmaster.pid'), 'utf8').catch(() => '')
  return parsePostmasterPid(text)
}

/** Lines: pid, data folder, start in seconds, port, socket folder, address, shared memory, status. */
export function parsePostmasterPid(text: string): PostmasterPid | null {
  const lines = text.split('\n')
  const pid = Number.parseInt(lines[0] ?? '', 10)
  if (!(pid > 0) || lines.length < 4) return null
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), socketFolder: lines[4]?.trim() ?? '', ready: lines[7]?.trim() === 'ready' }
}
