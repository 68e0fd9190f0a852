import { join as path } from 'node:path'
import { parseArgs } from 'node:util'
import { GroupId } from '../../domain/id.ts'
import type { Config } from '../config.ts'
import { openLog } from '../log.ts'
import { join } from '../postgres/join.ts'
import { openPool, type PatientPool } from '../postgres/pool.ts'
import { StartRefused } from '../postgres/start-refused.ts'
import { openPostgresStore } from '../store/postgres/postgres-store.ts'
import { tellCase } from './tell-case.ts'
import { verify } from './verify.ts'
import { brokenWords, wholeWords } from './words.ts'

export interface AuditCommand {
  readonly config: Pick<Config, 'home' | 'databaseUrl'>
  readonly words: readonly string[]
  readonly say: (line: string) => void
}

interface Asked {
  readonly case: string | null
  readonly expect: string | null
}

const usage = 'usage: audit [--case ID-OR-NUMBER] [--expect LINK], where LINK is the 64 signs of a link that was printed before'

function parse(words: readonly string[]): Asked | null {
  try {
    const { values } = parseArgs({ args: [...words], options: { case: { type: 'string' }, expect: { type: 'string' } } })
    const { case: of = null, expect = null } = values
    return expect !== null && !/^[0-9a-f]{64}$/.test(expect) ? null : { case: of, expect }
  } catch {
    return null
  }
}

/** The dealer group of a database that has an audit to walk along. */
async function groupOf(pool: PatientPool): Promise<GroupId> {
  const client = await pool.connect()
  try {
    const { rows } = await client.query<{ chain: string | null }>("select to_regclass('audit_link')::text as chain")
    if (!rows[0]?.chain)
      throw new StartRefused('unfit-server', 'This database has no chained audit yet: start its hub once with this version.')
    const home = await client.query<{ group_id: string }>('select group_id from hub_home')
    return GroupId.parse(home.rows[0]?.group_id)
  } finally {
    client.release()
  }
}

async function inPool(pool: PatientPool, asked: Asked, say: AuditCommand['say']): Promise<boolean> {
  const store = openPostgresStore(pool, await groupOf(pool))
  if (asked.case !== null) return tellCase({ store, sessions: pool, case: asked.case, say })
  const verdict = await verify({ store, expect: asked.expect })
  const lines = verdict.broken ? [brokenWords(verdict.broken)] : wholeWords(verdict, asked.expect)
  for (const line of lines) say(line)
  return verdict.broken === null && (asked.expect === null || verdict.expectedAt !== null)
}

/** Says whether the audit is whole, or what was done to one case; false where it is not, or there is no such case. Only reads. */
export async function auditCommand({ config, words, say }: AuditCommand): Promise<boolean> {
  const asked = parse(words)
  if (!asked) {
    say(usage)
    return false
  }
  const log = openLog({ level: 'error', now: Date.now, write: say })
  const joined = config.databaseUrl === null ? await join(path(config.home, 'hub', 'database'), log) : null
  const where = joined ? { ...joined.connection } : { connectionString: config.databaseUrl ?? '' }
  const pool = openPool({ ...where, max: 2, options: '-c default_transaction_read_only=on' }, log)
  try {
    return await inPool(pool, asked, say)
  } finally {
    await pool.end()
    await joined?.leave()
  }
}
