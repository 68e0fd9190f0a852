import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

// A statement of its own for each row, with its whole key: one for all of them is planned by statistics, and a group whose
// tables nobody has analysed yet was read whole for every batch.
const leaving = `
create function forecourt_leave(of uuid, from_scope text, of_kind text, row_id uuid) returns void language plpgsql volatile as $$
begin
  delete from noun_scope where group_id = of and scope = from_scope and kind = of_kind and id = row_id;
end $$;
create function forecourt_unanswer(of uuid, to_lookup text, to_key text, row_id uuid) returns void language plpgsql volatile as $$
begin
  delete from noun_lookup where group_id = of and lookup = to_lookup and key = to_key and id = row_id;
end $$;
`

/** Takes a row out of a scope, and an answer out of a lookup, at the same cost however much the group holds. */
export const leave: Migration = {
  name: '0003-leaving',
  async up(db) {
    await sql.raw(leaving).execute(db)
  },
}
