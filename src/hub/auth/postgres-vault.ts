import { type Generated, type Kysely, sql, type Transaction } from 'kysely'
import type { AgentId, DeviceId, GroupId, SiteId } from '../../domain/id.ts'
import { type EventsKey, judge, plainEmail, type Session, type Turn, type Turned, type Vault, type WidgetKey } from './vault.ts'

/** The tables of the migrations `vault` and `0006-devices`. */
export type VaultTables = {
  account: { group_id: GroupId; agent: AgentId; email: string; password: string }
  session: {
    id: string
    group_id: GroupId
    agent: AgentId
    device: DeviceId
    machine: string | null
    opened_at: number
    ends_at: number
    revoked_at: number | null
  }
  refresh_token: { hash: string; session: string; parent: string | null; used_at: number | null }
  seal: { agent: AgentId; device: DeviceId; sealed: Uint8Array }
  wiped: { agent: AgentId; device: DeviceId; at: number }
  widget_key: { key: string; group_id: GroupId; site: SiteId; secret: Uint8Array }
  events_key: { hash: string; group_id: GroupId; source: string }
  hub_home: { only_one: Generated<boolean>; print: string; group_id: GroupId }
}

type Db = Kysely<VaultTables>

const columns = [
  'id',
  'group_id as group',
  'agent',
  'device',
  'machine',
  'opened_at as openedAt',
  'ends_at as endsAt',
  'revoked_at as revokedAt',
] as const

async function openSession(db: Db, session: Session, refresh: string): Promise<void> {
  const { group, openedAt, endsAt, revokedAt, ...rest } = session
  await db.transaction().execute(async (step) => {
    await step
      .updateTable('session')
      .set({ revoked_at: openedAt })
      .where('agent', '=', session.agent)
      .where('device', '=', session.device)
      .where('revoked_at', 'is', null)
      .execute()
    await step
      .insertInto('session')
      .values({ ...rest, group_id: group, opened_at: openedAt, ends_at: endsAt, revoked_at: revokedAt })
      .execute()
    await step.insertInto('refresh_token').values({ hash: refresh, session: session.id, parent: null, used_at: null }).execute()
  })
}

async function isWiped(db: Db, agent: AgentId, device: DeviceId): Promise<boolean> {
  const row = await db.selectFrom('wiped').select('at').where('agent', '=', agent).where('device', '=', device).executeTakeFirst()
  return row !== undefined
}

async function turnIn(step: Transaction<VaultTables>, { shown, next, ...now }: Turn): Promise<Turned> {
  const named = await step.selectFrom('refresh_token').select('session').where('hash', '=', shown).executeTakeFirst()
  // The session's row is what two uses at once are serialised by, so tokens are read only once it is ours.
  const session = named && (await step.selectFrom('session').select(columns).where('id', '=', named.session).forUpdate().executeTakeFirst())
  const token = await step.selectFrom('refresh_token').selectAll().where('hash', '=', shown).executeTakeFirst()
  if (!session || !token) return { kind: 'unknown' }
  if (session.device === now.device && (await isWiped(step, session.agent, session.device))) return { kind: 'wiped', session }
  const parents = [shown, ...(token.parent === null ? [] : [token.parent])]
  const kin = await step.selectFrom('refresh_token').selectAll().where('parent', 'in', parents).where('used_at', 'is not', null).execute()
  const childUsed = kin.some(({ parent }) => parent === shown)
  const siblingUsed = kin.some(({ parent, hash }) => parent === token.parent && hash !== shown)
  const kind = judge(session, { usedAt: token.used_at, childUsed, siblingUsed }, now)
  if (kind === 'unknown') return { kind }
  if (kind === 'reused') {
    await step.updateTable('session').set({ revoked_at: now.at }).where('id', '=', session.id).execute()
    return { kind, session }
  }
  await step
    .updateTable('refresh_token')
    .set({ used_at: token.used_at ?? now.at })
    .where('hash', '=', shown)
    .execute()
  await step.insertInto('refresh_token').values({ hash: next, session: session.id, parent: shown, used_at: null }).execute()
  return { kind, session }
}

async function live(db: Db, ids: readonly string[], at: number): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('session')
    .select('id')
    .where(sql<boolean>`id = any(${[...ids]}::uuid[])`)
    .where('revoked_at', 'is', null)
    .where('ends_at', '>', at)
    .execute()
  return new Set(rows.map(({ id }) => id))
}

const end = (db: Db, { column, value }: { readonly column: 'id' | 'agent'; readonly value: string }, at: number) =>
  db
    .updateTable('session')
    .set({ revoked_at: at })
    .where(sql<boolean>`${sql.ref(column)} = ${value}::uuid`)
    .where('revoked_at', 'is', null)
    .execute()

const devicesIn = (db: Db): Pick<Vault, 'devices' | 'wipe' | 'isWiped' | 'seal'> => ({
  async devices(agent) {
    return db
      .selectFrom('session')
      .leftJoin('wiped', (on) => on.onRef('wiped.agent', '=', 'session.agent').onRef('wiped.device', '=', 'session.device'))
      .distinctOn('session.device')
      .select(['session.device', 'session.machine', 'session.opened_at as openedAt', 'wiped.at as wipedAt'])
      .where('session.agent', '=', agent)
      .orderBy('session.device')
      .orderBy('session.opened_at', 'desc')
      .execute()
      .then((rows) => rows.sort((a, b) => b.openedAt - a.openedAt))
  },
  wipe: (agent, device, at) =>
    db.transaction().execute(async (step) => {
      const gone = await step.deleteFrom('seal').where('agent', '=', agent).where('device', '=', device).executeTakeFirst()
      if (gone.numDeletedRows === 0n) return isWiped(step, agent, device)
      await step
        .insertInto('wiped')
        .values({ agent, device, at })
        .onConflict((taken) => taken.doNothing())
        .execute()
      const open = step.updateTable('session').set({ revoked_at: at }).where('agent', '=', agent).where('device', '=', device)
      await open.where('revoked_at', 'is', null).execute()
      return true
    }),
  isWiped: (agent, device) => isWiped(db, agent, device),
  async seal(agent, device, fresh) {
    await db
      .insertInto('seal')
      .values({ agent, device, sealed: fresh })
      .onConflict((at) => at.doNothing())
      .execute()
    const row = await db
      .selectFrom('seal')
      .select('sealed')
      .where('agent', '=', agent)
      .where('device', '=', device)
      .executeTakeFirstOrThrow()
    return row.sealed
  },
})

const keysIn = (db: Db): Pick<Vault, 'widgetKey' | 'keepWidgetKey' | 'eventsKey' | 'keepEventsKey'> => ({
  async widgetKey(key) {
    const row = await db
      .selectFrom('widget_key')
      .select(['key', 'group_id as group', 'site', 'secret'])
      .where('key', '=', key)
      .executeTakeFirst()
    return row ?? null
  },
  async keepWidgetKey({ group, ...key }: WidgetKey) {
    const row = { ...key, group_id: group }
    await db
      .insertInto('widget_key')
      .values(row)
      .onConflict((at) => at.column('key').doUpdateSet(row))
      .execute()
  },
  async eventsKey(hash) {
    const row = await db
      .selectFrom('events_key')
      .select(['hash', 'group_id as group', 'source'])
      .where('hash', '=', hash)
      .executeTakeFirst()
    return row ?? null
  },
  async keepEventsKey({ group, ...key }: EventsKey) {
    const row = { ...key, group_id: group }
    await db
      .insertInto('events_key')
      .values(row)
      .onConflict((at) => at.column('hash').doUpdateSet(row))
      .execute()
  },
})

const accounts = (db: Db) => db.selectFrom('account').select(['group_id as group', 'agent', 'email', 'password'])

/** The vault in the hub's database. */
export function postgresVault(db: Db): Vault {
  return {
    ...keysIn(db),
    ...devicesIn(db),
    isEmpty: async () => (await db.selectFrom('account').select('agent').limit(1).executeTakeFirst()) === undefined,
    account: async (email) => (await accounts(db).where('email', '=', plainEmail(email)).executeTakeFirst()) ?? null,
    accountOf: async (agent) => (await accounts(db).where('agent', '=', agent).executeTakeFirst()) ?? null,
    async keepAccount({ group, agent, email, password }) {
      const row = { group_id: group, agent, email: plainEmail(email), password }
      return db.transaction().execute(async (step) => {
        const other = await step.selectFrom('account').select('agent').where('email', '=', row.email).forUpdate().executeTakeFirst()
        if (other && other.agent !== agent) return false
        await step
          .insertInto('account')
          .values(row)
          .onConflict((at) => at.column('agent').doUpdateSet(row))
          .execute()
        return true
      })
    },
    openSession: (session, refresh) => openSession(db, session, refresh),
    turn: (wanted) => db.transaction().execute((step) => turnIn(step, wanted)),
    live: (ids, at) => live(db, ids, at),
    async endSession(id, at) {
      await end(db, { column: 'id', value: id }, at)
    },
    async endSessionsOf(agent, at) {
      await end(db, { column: 'agent', value: agent }, at)
    },
    async forget(before) {
      // Those of a device that is to be emptied stay: by their tokens it is told so, however late it comes.
      await db
        .deleteFrom('session')
        .where('ends_at', '<', before)
        .where(({ not, exists, selectFrom }) => {
          const wiped = selectFrom('wiped').select('at').whereRef('wiped.agent', '=', 'session.agent')
          return not(exists(wiped.whereRef('wiped.device', '=', 'session.device')))
        })
        .execute()
    },
  }
}
