import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a hub has done since it began. */
export interface Work {
  readonly at: number
  readonly cpuSeconds: number
  /** Each commit is one number of its feed. */
  readonly commits: number
  /** Of its database; null where the system does not say. */
  readonly databaseSeconds: number | null
}

/** Ticks of Linux's clock in a second, for a program that asks. */
const TICKS = 100

/** Parent, own ticks, and those of children that are gone. */
function stat(pid: string): { readonly parent: string; readonly own: number; readonly gone: number } {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  const ticks = (from: number): number => Number(fields[from]) + Number(fields[from + 1])
  return { parent: fields[1] ?? '', own: ticks(11), gone: ticks(13) }
}

function databaseSeconds(home: string): number | null {
  if (!existsSync('/proc/self/stat')) return null
  const [master = ''] = readFileSync(join(home, 'hub/database/data/postmaster.pid'), 'utf8').split('\n')
  const { own, gone } = stat(master)
  let ticks = own + gone
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const one = stat(pid)
      if (one.parent === master) ticks += one.own
    } catch {
      // It ended while it was looked at.
    }
  }
  return ticks / TICKS
}

export async function workOf({ url, home }: { readonly url: string; readonly home: string }): Promise<Work> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const figure = (name: string): number => Number(new RegExp(`^forecourt_${name} (\\S+)$`, 'm').exec(text)?.[1])
  return { at: performance.now(), cpuSeconds: figure('cpu_seconds'), commits: figure('feed_head'), databaseSeconds: databaseSeconds(home) }
}
