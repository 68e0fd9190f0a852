import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

/** What a device is called, and those that were given up: nothing of that person may stay on them. */
export const devices: Migration = {
  name: '0006-devices',
  async up(db) {
    await sql`alter table session add column machine text`.execute(db)
    await sql`create table wiped (agent uuid not null, device uuid not null, at bigint not null, primary key (agent, device))`.execute(db)
  },
}
