import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

const tables = `
create table blob (
  group_id uuid not null,
  sha256 text collate "C" not null,
  length bigint not null,
  received bigint not null default 0,
  at bigint not null,
  whole_at bigint,
  primary key (group_id, sha256)
);
create table blob_part (
  group_id uuid not null,
  sha256 text collate "C" not null,
  place bigint not null,
  length bigint not null,
  bytes bytea not null,
  primary key (group_id, sha256, place)
);
-- What comes is compressed already; kept as it is, a part of a part can be read without the rest.
alter table blob_part alter column bytes set storage external;
`

const guard = (table: string): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy one_group on ${table}
  using (group_id = nullif(current_setting('forecourt.group', true), '')::uuid)
  with check (group_id = nullif(current_setting('forecourt.group', true), '')::uuid);
grant select, insert, update, delete on ${table} to forecourt_hub;
`

/** The bytes of files, beside the rows that name them: several hubs and every backup hold the same. */
export const blob: Migration = {
  name: '0005-blob',
  async up(db) {
    for (const step of [tables, guard('blob'), guard('blob_part')]) await sql.raw(step).execute(db)
  },
}
