import { type Kysely, sql, type Transaction } from 'kysely'
import { z } from 'zod'
import { StartRefused } from './start-refused.ts'

/** One step forward. Its place in the list is its number; once released it is never edited, moved or removed. */
export type Migration = {
  readonly name: string
  readonly up: (db: Transaction<unknown>) => Promise<void>
}

/** Any number, so long as every hub that ever runs takes the same. */
const lockKey = 4_070_001

const rows = z.array(z.object({ number: z.number().int(), name: z.string() }))

/** Brings the database forward, each step whole or not at all; hubs that start together take turns. Returns the names applied. */
export async function migrate(db: Kysely<unknown>, migrations: readonly Migration[]): Promise<readonly string[]> {
  assertUnique(migrations)
  const applied: string[] = []
  for (;;) {
    const name = await db.transaction().execute((step) => applyNext(step, migrations))
    if (name === null) return applied
    applied.push(name)
  }
}

async function applyNext(db: Transaction<unknown>, migrations: readonly Migration[]): Promise<string | null> {
  // Bound to the transaction, not the session: it works behind a transaction pooler and cannot be left behind.
  await sql`select pg_advisory_xact_lock(${lockKey}::bigint)`.execute(db)
  await sql`
    create table if not exists forecourt_migration (
      number integer primary key,
      name text not null,
      applied_at timestamptz not null default now()
    )`.execute(db)
  const done = await sql`select number, name from forecourt_migration order by number`.execute(db)
  const count = assertKnown(rows.parse(done.rows), migrations)
  const next = migrations[count]
  if (!next) return null
  await next.up(db)
  await sql`insert into forecourt_migration (number, name) values (${count + 1}, ${next.name})`.execute(db)
  return next.name
}

function assertKnown(done: z.infer<typeof rows>, migrations: readonly Migration[]): number {
  const newest = done.at(-1)
  if (newest && done.length > migrations.length) {
    throw new StartRefused(
      'newer-schema',
      `This database was made by a newer Forecourt (${newest.name}): update the hub. Nothing was changed.`,
    )
  }
  for (const [index, { name }] of done.entries()) {
    const known = migrations[index]?.name
    if (name !== known) {
      throw new StartRefused(
        'other-schema',
        `This database was made by another Forecourt: its step ${index + 1} is ${name}, here it is ${known}. Nothing was changed.`,
      )
    }
  }
  return done.length
}

function assertUnique(migrations: readonly Migration[]): void {
  const names = new Set(migrations.map(({ name }) => name))
  if (names.size !== migrations.length) throw new Error('Two migrations have the same name.')
}
