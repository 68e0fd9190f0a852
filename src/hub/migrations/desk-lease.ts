import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

const table = `
create table desk_lease (
  group_id uuid not null,
  hub uuid not null,
  until bigint not null,
  agents uuid[] not null,
  primary key (group_id, hub)
);
alter table desk_lease enable row level security;
alter table desk_lease force row level security;
create policy one_group on desk_lease
  using (group_id = nullif(current_setting('forecourt.group', true), '')::uuid)
  with check (group_id = nullif(current_setting('forecourt.group', true), '')::uuid);
grant select, insert, update, delete on desk_lease to forecourt_hub;
`

/** Who has a desk on which hub, until when: one row for each hub, so that saying it again costs the same however many they are. */
export const deskLease: Migration = {
  name: '0009-desk-lease',
  async up(db) {
    await sql.raw(table).execute(db)
  },
}
