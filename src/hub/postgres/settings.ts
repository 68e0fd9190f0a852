import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from './account.ts'
import { writeDurably } from './durable-file.ts'

/** How the hub reaches its own server: a private socket folder, or on Windows a loopback port. */
export type Listening = { readonly kind: 'socket'; readonly folder: string } | { readonly kind: 'port'; readonly port: number }

/** The port in a Unix socket's file name; nothing listens on it. */
export const socketPort = 5432

/** Brings the server's own two configuration files to what this version of the hub wants. */
export async function writeSettings(data: string, listening: Listening, account: Account | null): Promise<void> {
  await refresh(join(data, 'postgresql.conf'), serverSettings(listening, process.platform), account)
  await refresh(join(data, 'pg_hba.conf'), accessRules(listening), account)
}

async function refresh(path: string, text: string, account: Account | null): Promise<void> {
  const before = await readFile(path, 'utf8').catch(() => null)
  if (before !== text) await writeDurably(path, text, account)
}

/** The whole of postgresql.conf. */
export function serverSettings(listening: Listening, platform: string): string {
  const settings: Record<string, string> = {
    ...(listening.kind === 'socket'
      ? { listen_addresses: '', unix_socket_directories: listening.folder, unix_socket_permissions: '0700' }
      : { listen_addresses: '127.0.0.1', unix_socket_directories: '' }),
    port: String(listening.kind === 'socket' ? socketPort : listening.port),
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    // The default on a Mac stops at the drive's cache.
    ...(platform === 'darwin' ? { wal_sync_method: 'fsync_writethrough' } : {}),
    password_encryption: 'scram-sha-256',
    max_connections: '64',
    idle_in_transaction_session_timeout: '60s',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    lc_monetary: 'C',
    lc_numeric: 'C',
    lc_time: 'C',
    default_text_search_config: 'pg_catalog.simple',
    log_checkpoints: 'off',
    // Statements and the detail of errors quote rows, so customers; neither may reach a log.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
  }
  const lines = Object.entries(settings).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'`)
  return `# Written by the hub at every start: changes here do not last.\n${lines.join('\n')}\n`
}

/** The whole of pg_hba.conf: a password for everybody, by the one way in. */
export function accessRules(listening: Listening): string {
  return listening.kind === 'socket' ? 'local all all scram-sha-256\n' : 'host all all 127.0.0.1/32 scram-sha-256\n'
}
