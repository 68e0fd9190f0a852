import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { group } from '../../src/hub/sample/group.ts'

/** A row as the hub's own database holds it. */
export interface HubRow {
  readonly kind: string
  readonly id: string
  readonly ver: number
  readonly body: Readonly<Record<string, unknown>>
  readonly scopes: readonly string[]
}

export interface HubData {
  readonly head: number
  readonly rows: readonly HubRow[]
}

const databaseOf = (home: string): string => join(home, 'hub', 'database')

const settingOf = (text: string, name: string): string => new RegExp(`^${name} = '(.*)'$`, 'm').exec(text)?.[1] ?? ''

/** Reads what the hub's database holds, by a connection of our own: nothing of the hub's code is asked. */
export async function readHub(home: string): Promise<HubData> {
  const folder = databaseOf(home)
  const { password } = JSON.parse(readFileSync(join(folder, 'secret.json'), 'utf8'))
  const settings = readFileSync(join(folder, 'data', 'postgresql.conf'), 'utf8')
  const host = settingOf(settings, 'unix_socket_directories') || '127.0.0.1'
  const client = new Client({ host, port: Number(settingOf(settings, 'port')), user: 'forecourt', database: 'forecourt', password })
  await client.connect()
  try {
    await client.query("select set_config('forecourt.group', $1, false)", [group.id])
    await client.query('begin isolation level repeatable read')
    const feed = await client.query<{ head: string }>('select head from feed')
    const { rows } = await client.query<Omit<HubRow, 'ver'> & { ver: string }>('select kind, id, ver, body, scopes from noun')
    return { head: Number(feed.rows[0]?.head ?? 0), rows: rows.map((row) => ({ ...row, ver: Number(row.ver) })) }
  } finally {
    await client.end()
  }
}

/** Kills the hub's PostgreSQL as the kernel would when memory is out; false where it is not running just now. */
export function killPostgres(home: string): boolean {
  try {
    const pid = Number(readFileSync(join(databaseOf(home), 'data', 'postmaster.pid'), 'utf8').split('\n')[0])
    return process.kill(pid, 'SIGKILL')
  } catch {
    return false
  }
}
