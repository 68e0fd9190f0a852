import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

const kinds = ['presence', 'whisper']

/** A part of the table for each kind that came with supervision; until now there were no rows of these. */
export const floor: Migration = {
  name: '0007-floor',
  async up(db) {
    for (const kind of kinds)
      await sql.raw(`create table noun_${kind} partition of noun for values in ('${kind}') with (fillfactor = 80)`).execute(db)
  },
}
