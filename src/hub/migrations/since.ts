import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

/** Where an epoch began: desks of the epoch before keep what was numbered up to there. 0: nothing is known to be the same. */
export const since: Migration = {
  name: '0005-since',
  async up(db) {
    await sql.raw('alter table feed add column since bigint not null default 0').execute(db)
  },
}
