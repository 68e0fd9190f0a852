import { createHash } from 'node:crypto'
import type { GroupId } from '../../../domain/id.ts'
import { Collided, Unavailable } from '../unavailable.ts'

/** A statement with a name is planned once for each connection. */
export interface Statement {
  readonly name: string
  readonly text: string
}

/** What a session of pg offers that is used here. */
interface Client {
  query(text: string): Promise<unknown>
  query<R extends object>(config: { name: string; text: string; values: unknown[] }): Promise<{ rows: R[] }>
  release(error?: Error | boolean): void
}

/** Where sessions come from: the hub's pool. */
export interface Sessions {
  connect(): Promise<Client>
}

/** Asks a statement within a transaction. What comes back is what the statement says it selects. */
export type Ask = <R extends object>(statement: Statement, values: readonly unknown[]) => Promise<readonly R[]>

/** A transaction under way. */
export interface Session {
  readonly ask: Ask
  /** Asks a statement and commits with it: answered once that is kept. Nothing can be asked after it. */
  readonly askLast: Ask
}

const role = 'forecourt_hub'

/** Roots may not exist as rows yet, so their names are locked: as 64 bits of a hash, in the order of those bits. */
function lockKeys(group: GroupId, roots: readonly string[]): readonly bigint[] {
  const keys = roots.map((root) => createHash('sha256').update(`${group} ${root}`).digest().readBigInt64BE())
  return [...new Set(keys)].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** How a transaction begins: all of it is sent at once, along with the first question. */
export interface Opening {
  readonly begin: string
  readonly entering: readonly (readonly [Statement, readonly unknown[]])[]
}

// Statements here look rows up by whole keys, so one plan fits all values; left to itself the server makes a new one each
// time, at twice the cost.
const enter: Statement = {
  name: 'enter',
  text: `
select set_config('plan_cache_mode', 'force_generic_plan', true), set_config('lock_timeout', '10s', true),
  set_config('role', '${role}', true), set_config('forecourt.group', $1, true)`,
}

const lock: Statement = { name: 'lock', text: 'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as key' }

/** Begins a transaction that waits for its roots, then sees all that those before it committed. */
export function beginChange(group: GroupId, roots: readonly string[]): Opening {
  const keys = lockKeys(group, roots)
  return {
    begin: 'begin isolation level read committed',
    entering: [[enter, [group]], ...(keys.length > 0 ? [[lock, [keys]] as const] : [])],
  }
}

/** Begins a transaction in which time stands still. */
export const beginRead = (group: GroupId): Opening => ({
  begin: 'begin isolation level repeatable read read only',
  entering: [[enter, [group]]],
})

const collisions = new Set(['40001', '40P01', '55P03'])

/** An error without a severity is not the server's: the socket's own codes may look like the server's (EPIPE has five letters). */
function failureOf(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (collisions.has(code)) return new Collided(code)
  const ofServer = error instanceof Error && 'severity' in error
  const ofSql = ofServer && /^[0-9A-Z]{5}$/.test(code) && !/^(08|53|57|58|25P)/.test(code)
  return ofSql ? error : new Unavailable(code || 'connection lost', { cause: error })
}

const told = async <T>(asked: Promise<T>): Promise<T> => {
  try {
    return await asked
  } catch (error) {
    throw failureOf(error)
  }
}

/** Sends what opens and what closes a transaction along with the questions beside them, so that neither costs a round trip. */
class Trip implements Session {
  readonly #client: Client
  #opening: Promise<unknown> | null
  #over = false

  constructor(client: Client, { begin, entering }: Opening) {
    this.#client = client
    this.#opening = Promise.all([told(client.query(begin)), ...entering.map(([statement, values]) => this.#query(statement, values))])
    // Whoever asks first hears of it.
    this.#opening.catch(() => undefined)
  }

  readonly ask: Ask = async <R extends object>(statement: Statement, values: readonly unknown[]) =>
    (await this.#send<R>(statement, values))[0]

  readonly askLast: Ask = async <R extends object>(statement: Statement, values: readonly unknown[]) => {
    const asked = this.#send<R>(statement, values)
    this.#over = true
    // After a statement that failed the server makes a rollback of it.
    const [[rows]] = await Promise.all([asked, told(this.#client.query('commit'))])
    return rows
  }

  /** Commits what was not committed with the last question. */
  async end(): Promise<void> {
    if (this.#over) return
    this.#over = true
    await Promise.all([this.#opening, told(this.#client.query('commit'))])
  }

  #send<R extends object>(statement: Statement, values: readonly unknown[]): Promise<readonly [readonly R[], unknown]> {
    if (this.#over) throw new Error('this transaction has ended')
    const opening = this.#opening
    this.#opening = null
    return Promise.all([this.#query<R>(statement, values), opening])
  }

  async #query<R extends object>({ name, text }: Statement, values: readonly unknown[]): Promise<readonly R[]> {
    return (await told(this.#client.query<R>({ name, text, values: [...values] }))).rows
  }
}

/** Does work in one transaction. A lost server is Unavailable, somebody in the way is Collided, the rest is as it was thrown. */
export async function transact<T>(sessions: Sessions, opening: Opening, work: (session: Session) => Promise<T>): Promise<T> {
  const client = await told(sessions.connect())
  try {
    const trip = new Trip(client, opening)
    const result = await work(trip)
    await trip.end()
    client.release()
    return result
  } catch (error) {
    const broken = await client.query('rollback').then(
      () => false,
      () => true,
    )
    client.release(broken || error instanceof Unavailable)
    throw error
  }
}
