import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

const kinds = ['resource', 'appointment', 'attachment']

/** A part of the table for each kind that came with appointments and files; until now there were no rows of these. */
export const expected: Migration = {
  name: '0004-expected',
  async up(db) {
    for (const kind of kinds)
      await sql.raw(`create table noun_${kind} partition of noun for values in ('${kind}') with (fillfactor = 80)`).execute(db)
  },
}
