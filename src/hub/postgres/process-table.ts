import { readdir, readFile, readlink } from 'node:fs/promises'
import { run } from './run.ts'

/** Whether a pid is a PostgreSQL server on this data folder; 'other' is a stranger who got the same number. */
export type Identity = 'gone' | 'ours' | 'other' | 'unknown'

/** Asks the system who a pid is, because after a reboot the number in a file may be anybody's. */
export async function identify(pid: number, data: string): Promise<Identity> {
  if (!isAlive(pid)) return 'gone'
  return process.platform === 'linux' ? identifyByProc(pid, data) : identifyByPs(pid, data)
}

/** True for a pid that can be signalled, even one of another user. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Servers' children that outlived their postmaster (Linux only; elsewhere they are waited out). */
export async function leftBehind(data: string): Promise<readonly number[]> {
  if (process.platform !== 'linux') return []
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)
  const known = await Promise.all(pids.map(async (pid) => ((await identifyByProc(pid, data)) === 'ours' ? [pid] : [])))
  return known.flat()
}

async function identifyByProc(pid: number, data: string): Promise<Identity> {
  const [stat, cwd] = await Promise.all([
    readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null),
    readlink(`/proc/${pid}/cwd`).catch((error: NodeJS.ErrnoException) => error),
  ])
  if (stat === null) return 'gone'
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(stat) ?? []
  // A zombie holds nothing; it waits for a parent that may never ask.
  if (state === 'Z' || state === 'X') return 'gone'
  if (name !== 'postgres') return 'other'
  if (cwd instanceof Error) return cwd.code === 'EACCES' ? 'unknown' : 'gone'
  // A server stands in its data folder all its life.
  return cwd === data ? 'ours' : 'other'
}

async function identifyByPs(pid: number, data: string): Promise<Identity> {
  const ps = await run('ps', ['-ww', '-o', 'state=,command=', '-p', String(pid)], { cwd: '/' })
  const line = ps.output.trim()
  if (ps.code !== 0 || line === '' || line.startsWith('Z')) return 'gone'
  return line.includes('postgres') && line.includes(data) ? 'ours' : 'other'
}
