import { sql } from 'kysely'
import type { Migration } from '../postgres/migrate.ts'

/** What the doors remember and no desk holds: accounts, sign-ins, seals, and the keys of sites and of other systems. */
export const vault: Migration = {
  name: 'vault',
  async up(db) {
    await sql`
      create table account (
        group_id uuid not null,
        agent uuid primary key,
        email text not null unique,
        password text not null
      )`.execute(db)
    await sql`
      create table session (
        id uuid primary key,
        group_id uuid not null,
        agent uuid not null,
        device uuid not null,
        opened_at bigint not null,
        ends_at bigint not null,
        revoked_at bigint
      )`.execute(db)
    await sql`create index session_agent on session (agent, device) where revoked_at is null`.execute(db)
    await sql`
      create table refresh_token (
        hash text primary key,
        session uuid not null references session on delete cascade,
        parent text,
        used_at bigint
      )`.execute(db)
    await sql`create index refresh_token_session on refresh_token (session)`.execute(db)
    await sql`create index refresh_token_parent on refresh_token (parent)`.execute(db)
    await sql`
      create table seal (
        agent uuid not null,
        device uuid not null,
        sealed bytea not null,
        primary key (agent, device)
      )`.execute(db)
    await sql`create table widget_key (key text primary key, group_id uuid not null, site uuid not null, secret bytea not null)`.execute(db)
    await sql`create table events_key (hash text primary key, group_id uuid not null, source text not null)`.execute(db)
    await sql`
      create table hub_home (
        only_one boolean primary key default true check (only_one),
        print text not null,
        group_id uuid not null
      )`.execute(db)
  },
}
