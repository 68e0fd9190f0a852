import { type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What a hub that was killed had said: its server's pid, and the last number it called committed. */
export type KilledHub = { readonly serverPid: number; readonly lastKept: number }

/** Runs a hub on a folder and kills it without warning after so many commits. */
export async function killHubAfter(commits: number, folder: string, options: SpawnOptions = {}): Promise<KilledHub> {
  const script = join(import.meta.dirname, 'hub-process.ts')
  const hub = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'], ...options })
  if (!hub.stdout) throw new Error('no output to read')
  const exited = once(hub, 'exit')
  let serverPid = 0
  let lastKept = 0
  for await (const line of createInterface({ input: hub.stdout })) {
    const [word, number] = line.split(' ')
    if (word === 'pid') serverPid = Number(number)
    if (word === 'kept') lastKept = Number(number)
    if (lastKept === commits) hub.kill('SIGKILL')
  }
  await exited
  return { serverPid, lastKept }
}
