import { readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Where {
  readonly given: string | undefined
  readonly home: string
}

/** The key that marks what we send as a replay: given, or read where the hub keeps it. Else a sentence that says what to do. */
export function replayKey({ given, home }: Where): { readonly key: string } | string {
  if (given) return { key: given }
  const file = join(home, 'hub', 'replay.key')
  try {
    return { key: readFileSync(file, 'utf8').trim() }
  } catch (error) {
    const why = error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'is not there' : 'cannot be read'
    return `The hub's replay key ${why}: ${file}\nRun this where the hub runs, with the same FORECOURT_HOME, or set FORECOURT_REPLAY_KEY.`
  }
}

/** Where a visitor's ticket says it came from. Only a look: the ticket is the hub's, and only the hub can check it. */
export function originOf(token: string): string | null {
  try {
    const { origin } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as { origin?: unknown }
    return typeof origin === 'string' ? origin : null
  } catch {
    return null
  }
}
