import type { ClientBase } from 'pg'
import { z } from 'zod'
import { collation } from './initialise.ts'
import { StartRefused } from './start-refused.ts'

const oldest = 15

const serverFacts = z.object({
  version: z.coerce.number().int(),
  encoding: z.string(),
  by_code_point: z.boolean(),
  lowers: z.boolean(),
  fsync: z.string(),
  full_page_writes: z.string(),
  synchronous_commit: z.string(),
})

const askServer = `
  select current_setting('server_version_num') as version,
         current_setting('server_encoding') as encoding,
         ('B' < 'a' and 'z' < 'é') as by_code_point,
         (lower('É') = 'é') as lowers,
         current_setting('fsync') as fsync,
         current_setting('full_page_writes') as full_page_writes,
         current_setting('synchronous_commit') as synchronous_commit`

/** Refuses a server that would keep other promises than ours: too old, other sorting, or commits that are not on disk. */
export async function assertServer(client: ClientBase): Promise<void> {
  const facts = serverFacts.parse((await client.query(askServer)).rows[0])
  const unfit = (sentence: string) => new StartRefused('unfit-server', sentence)
  const major = Math.floor(facts.version / 10_000)
  if (major < oldest) throw unfit(`The database server is PostgreSQL ${major}; Forecourt needs ${oldest} or newer.`)
  if (facts.encoding !== 'UTF8' || !facts.by_code_point || !facts.lowers) {
    throw unfit(
      `The database must be UTF8 and sort by code point. Make it with: CREATE DATABASE forecourt TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'; then point DATABASE_URL to it.`,
    )
  }
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit'] as const) {
    if (facts[setting] === 'off') {
      throw unfit(`The database server runs with ${setting} = off, so it can lose what it confirmed. Turn it on.`)
    }
  }
}

const embeddedFacts = z.object({ provider: z.literal('b'), locale: z.literal(collation), checksums: z.literal('on') })

const askEmbedded = `
  select datlocprovider as provider, datlocale as locale, current_setting('data_checksums') as checksums
  from pg_database where datname = current_database()`

/** The embedded server's own, stricter facts; they were chosen at initdb, so anything else is a fault of ours. */
export async function assertEmbedded(client: ClientBase): Promise<void> {
  await assertServer(client)
  embeddedFacts.parse((await client.query(askEmbedded)).rows[0])
}
