import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

/** The kinds there were when this step was released; later kinds come with a step of their own, till then the default holds them. */
const kinds = [
  'group',
  'brand',
  'site',
  'agent',
  'queue',
  'party',
  'customer',
  'identity',
  'consent',
  'vehicle',
  'opportunity',
  'touchpoint',
  'case',
  'message',
  'commitment',
  'outreach',
]

const tables = `
create table noun (
  group_id uuid not null,
  kind text collate "C" not null,
  id uuid not null,
  ver bigint not null,
  body jsonb not null,
  scopes text[] collate "C" not null,
  primary key (group_id, kind, id)
) partition by list (kind);
${kinds.map((kind) => `create table noun_${kind} partition of noun for values in ('${kind}') with (fillfactor = 80);`).join('\n')}
create table noun_other partition of noun default;

create table noun_scope (
  group_id uuid not null,
  scope text collate "C" not null,
  kind text collate "C" not null,
  id uuid not null,
  primary key (group_id, scope, kind, id)
);

create table noun_lookup (
  group_id uuid not null,
  lookup text collate "C" not null,
  key text collate "C" not null,
  kind text collate "C" not null,
  id uuid not null,
  primary key (group_id, lookup, key, id)
);

create table feed (
  group_id uuid primary key,
  epoch uuid not null,
  head bigint not null default 0,
  floor bigint not null default 0,
  at bigint not null default 0
) with (fillfactor = 10);

create table pointer (
  group_id uuid not null,
  seq bigint not null,
  place integer not null,
  scope text collate "C" not null,
  kind text collate "C" not null,
  id uuid not null,
  primary key (group_id, seq, place)
);

create table command (
  group_id uuid not null,
  id uuid not null,
  device uuid,
  device_seq bigint,
  hash bytea not null,
  outcome jsonb not null,
  actor text not null,
  seq bigint not null,
  at bigint not null,
  primary key (group_id, id),
  unique (group_id, device, device_seq)
);

create table audit (
  group_id uuid not null,
  seq bigint not null,
  command uuid not null,
  at bigint not null,
  actor text not null,
  name text not null,
  roots text[] not null,
  code text,
  primary key (group_id, seq, command)
);

create table outgoing (
  group_id uuid not null,
  kind text collate "C" not null,
  id uuid not null,
  body jsonb not null,
  due_at bigint not null,
  held_until bigint not null default 0,
  attempts integer not null default 0,
  primary key (group_id, kind, id)
);
create index outgoing_due on outgoing (group_id, kind, due_at);
`

/** Words in the audit stay as they were written, whoever asks. */
const appendOnly = `
create function forecourt_append_only() returns trigger language plpgsql as
$$ begin raise exception 'the audit is append-only'; end $$;
create trigger audit_append_only before update or delete on audit for each row execute function forecourt_append_only();
create trigger audit_no_truncate before truncate on audit for each statement execute function forecourt_append_only();
`

const rights: Readonly<Record<string, string>> = {
  noun: 'select, insert, update, delete',
  noun_scope: 'select, insert, delete',
  noun_lookup: 'select, insert, delete',
  feed: 'select, insert, update',
  pointer: 'select, insert, delete',
  command: 'select, insert',
  audit: 'select, insert',
  outgoing: 'select, insert, update, delete',
}

/** Every transaction of the hub runs as this role, which owns nothing and sees one group. */
const role = `
do $$ begin
  if not exists (select from pg_roles where rolname = 'forecourt_hub') then create role forecourt_hub nologin; end if;
exception when duplicate_object or unique_violation then null;
end $$;
do $$ begin grant forecourt_hub to current_user;
exception when insufficient_privilege then null; -- an administrator has granted it
end $$;
grant usage on schema public to forecourt_hub;
`

const guard = (table: string): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy one_group on ${table}
  using (group_id = nullif(current_setting('forecourt.group', true), '')::uuid)
  with check (group_id = nullif(current_setting('forecourt.group', true), '')::uuid);
grant ${rights[table]} on ${table} to forecourt_hub;
`

/** The hub's heart: rows, their indexes, the feed, what was decided, and who may see it. */
export const heart: Migration = {
  name: '0001-heart',
  async up(db) {
    for (const step of [tables, appendOnly, role, ...Object.keys(rights).map(guard)]) await sql.raw(step).execute(db)
  },
}
