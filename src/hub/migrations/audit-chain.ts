import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

const columns = `
alter table audit
  add column place integer not null default 0,
  add column case_id uuid,
  add column message_id uuid,
  add column why bytea,
  add column digest bytea;
alter table audit alter column place drop default;
create index audit_case on audit (group_id, case_id, seq) where case_id is not null;

create table audit_link (
  group_id uuid not null,
  seq bigint not null,
  epoch uuid not null,
  link bytea not null,
  primary key (group_id, seq)
);
-- The words of reasons stand apart: they can be erased, and what the audit says of them still holds.
create table audit_reason (
  group_id uuid not null,
  command uuid not null,
  salt bytea not null,
  words text not null,
  primary key (group_id, command)
);
alter table feed add column linked_after bigint, add column link bytea;
`

// Frozen as it was released; `hub/audit/digest.ts` says the same of what is written from now on.
const words = `
create function pg_temp.field(value text) returns text language sql as
$$ select coalesce(octet_length(value) || ':' || value, '-') || ',' $$;
create function pg_temp.list(vals text[]) returns text language sql as
$$ select cardinality(vals) || ';' || coalesce((select string_agg(pg_temp.field(v), '' order by n) from unnest(vals) with ordinality as u(v, n)), '') $$;
`

// What was kept before had no order within one number: it is given that of the ids.
const oldEntries = `
update audit a set place = o.place, digest = sha256(convert_to(
  pg_temp.field('forecourt.audit.1') || pg_temp.field(a.group_id::text) || pg_temp.field(a.command::text) || pg_temp.field(a.at::text)
  || pg_temp.field(o.place::text) || pg_temp.field(a.actor) || pg_temp.field(a.name) || pg_temp.list(a.roots)
  || pg_temp.field(a.code) || '-,-,-,', 'UTF8'))
from (select group_id, seq, command, (row_number() over (partition by group_id, seq order by command) - 1)::integer as place from audit) o
where a.group_id = o.group_id and a.seq = o.seq and a.command = o.command;
`

const oldLinks = `
do $$
declare
  f record;
  last bytea;
begin
  for f in select group_id, epoch, head from feed loop
    last := sha256(convert_to(pg_temp.field('forecourt.audit.1') || pg_temp.field(f.group_id::text) || pg_temp.field(f.head::text), 'UTF8'));
    for n in 1..f.head loop
      last := sha256(last || int8send(n) || uuid_send(f.epoch) || sha256(coalesce(
        (select string_agg(digest, ''::bytea order by place) from audit where group_id = f.group_id and seq = n), ''::bytea)));
      insert into audit_link (group_id, seq, epoch, link) values (f.group_id, n, f.epoch, last);
    end loop;
    update feed set link = last, linked_after = f.head where group_id = f.group_id;
  end loop;
end $$;
`

const closing = `
alter table audit alter column digest set not null, add unique (group_id, seq, place);
alter table feed alter column link set not null, alter column linked_after set not null;
create trigger audit_link_append_only before update or delete on audit_link for each row execute function forecourt_append_only();
create trigger audit_link_no_truncate before truncate on audit_link for each statement execute function forecourt_append_only();
`

const rights: Readonly<Record<string, string>> = { audit_link: 'select, insert', audit_reason: 'select, insert, delete' }

const guard = (table: string): string => `
alter table ${table} enable row level security;
alter table ${table} force row level security;
create policy one_group on ${table}
  using (group_id = nullif(current_setting('forecourt.group', true), '')::uuid)
  with check (group_id = nullif(current_setting('forecourt.group', true), '')::uuid);
grant ${rights[table]} on ${table} to forecourt_hub;
`

// The owner is held to one group as well, and to the guard: for this step alone it sees, and links, what all groups have.
const unguard = ['alter table audit no force row level security, disable trigger user', 'alter table feed no force row level security']
const guardAgain = ['alter table audit force row level security, enable trigger user', 'alter table feed force row level security']

/** Links the audit: each number of the feed to the one before and to what was decided under it. */
export const auditChain: Migration = {
  name: '0008-audit-chain',
  async up(db) {
    const steps = [columns, words, ...unguard, oldEntries, oldLinks, ...guardAgain, closing, ...Object.keys(rights).map(guard)]
    for (const step of steps) await sql.raw(step).execute(db)
  },
}
