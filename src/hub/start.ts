import { randomBytes, randomUUID } from 'node:crypto'
import { basename, dirname, join } from 'node:path'
import { commands } from '../domain/commands/table.ts'
import { CommandId, GroupId, uuidv7 } from '../domain/id.ts'
import { postgresLeases } from './attendance/postgres-leases.ts'
import { encrypt } from './auth/envelope.ts'
import { openHome } from './auth/home.ts'
import { type HubKeys, openHubKeys } from './auth/keys.ts'
import { hashPassword } from './auth/password.ts'
import { postgresVault, type VaultTables } from './auth/postgres-vault.ts'
import { hashOf } from './auth/tickets.ts'
import { type Authority, openAuthority } from './authority/authority.ts'
import { postgresBlobs } from './blobs/postgres-blobs.ts'
import type { Config } from './config.ts'
import { openDoors } from './doors/open-doors.ts'
import type { Parts } from './doors/parts.ts'
import { assertPlaceFree, placeError } from './doors/port.ts'
import { newSetupCode, widgetAbout } from './doors/setup.ts'
import { startAgeing } from './feed/ageing.ts'
import { startTailer } from './feed/tailer.ts'
import { actsBy } from './intake/act.ts'
import { startUnassigning } from './intake/unassign.ts'
import { type Log, openLog } from './log.ts'
import { migrations } from './migrations/list.ts'
import { keepOpen } from './openings/keep-open.ts'
import { writeDurably } from './postgres/durable-file.ts'
import { openEmbedded } from './postgres/embedded.ts'
import { migrate } from './postgres/migrate.ts'
import { open } from './postgres/open.ts'
import { StartRefused } from './postgres/start-refused.ts'
import { sampleEvents } from './sample/accounts.ts'
import { group as sampleGroup } from './sample/group.ts'
import { seedSample } from './sample/seed.ts'
import { KATHARINA } from './sample/story.ts'
import { openPostgresStore } from './store/postgres/postgres-store.ts'

/** A hub that runs. */
export type Running = {
  readonly port: number
  /** Fulfilled with a sentence when its database is gone for good. */
  readonly lost: Promise<string>
  stop(): Promise<void>
}

export type StartOptions = {
  readonly config: Config
  /** Tells the person who started it one important thing. */
  readonly say: (line: string) => void
  readonly write: (line: string) => void
}

/** What was opened, closed in reverse: also when the start fails half way. */
type Opened = { readonly close: () => Promise<void> }[]

async function closeAll(opened: Opened): Promise<void> {
  for (const { close } of opened.splice(0).reverse()) await close()
}

const now = (): number => Date.now()

async function openDatabase({ config, say }: StartOptions, log: Log, opened: Opened) {
  const folder = join(config.home, 'hub', 'database')
  const embedded = config.databaseUrl === null ? await openEmbedded({ folder, log }) : null
  if (embedded) opened.push({ close: embedded.stop })
  const database = await open<unknown>(embedded ?? config.databaseUrl ?? '', { log })
  opened.push({ close: database.close })
  const applied = await migrate(database.db, migrations)
  if (applied.length > 0) log.info('database.migrated', { count: applied.length })
  say(embedded ? `Data in ${join(config.home, 'hub')}, in a PostgreSQL of the hub's own.` : 'Data in the database of DATABASE_URL.')
  return { pool: database.pool, db: database.db, lost: embedded?.lost ?? new Promise<string>(() => undefined) }
}

/** Whoever may read the hub's own folder may replay stored data through its doors. */
async function keepReplayKey(folder: string, { replay }: HubKeys): Promise<void> {
  await writeDurably(join(folder, 'replay.key'), `${replay}\n`)
}

async function fillSample({ vault, authority, keys, group }: Pick<Parts, 'vault' | 'authority' | 'keys' | 'group'>): Promise<boolean> {
  // The events key is the last thing the sample brings: where it is, all of it is.
  if (await vault.eventsKey(hashOf(sampleEvents.key))) return false
  const emails = new Map<string, string>()
  await seedSample({
    now: now(),
    async import(kind, rows, root) {
      for (const row of rows)
        if (kind === 'agent') emails.set(String(Reflect.get(Object(row), 'id')), String(Reflect.get(Object(row), 'email')))
      await importRows(authority, { kind, rows, root })
    },
    async password(agent, password) {
      await vault.keepAccount({ group, agent, email: emails.get(agent) ?? '', password: await hashPassword(password) })
    },
    async widgetKey(site, key, secret) {
      await vault.keepWidgetKey({ key, group, site, secret: encrypt(keys.seal, widgetAbout(key), Buffer.from(secret)) })
    },
    eventsKey: (source, key) => vault.keepEventsKey({ hash: hashOf(key), group, source }),
  })
  return true
}

async function importRows(
  authority: Authority,
  args: { readonly kind: string; readonly rows: readonly unknown[]; readonly root: string },
): Promise<void> {
  const id = CommandId.parse(uuidv7(now(), randomBytes(10)))
  const { name, version } = commands['import.rows']
  const envelope = { id, seq: 1, name, version, args: JSON.parse(JSON.stringify(args)), saidAt: now(), after: [] }
  const { outcome } = await authority.decide(envelope, { source: { kind: 'system', name: 'sample' }, device: null })
  if (!outcome.ok) throw new Error(`The sample does not fit: ${JSON.stringify(outcome.refusal)}`)
}

/** Built, the hub lies beside the widget; from source, the widget is in the folder of what is built. */
function outFolder(): string {
  const here = import.meta.dirname
  return basename(dirname(here)) === 'src' ? join(here, '..', '..', 'out') : dirname(here)
}

const widgetFolder = join(outFolder(), 'widget')

const owner = { sub: KATHARINA.crm, name: KATHARINA.name, email: KATHARINA.email, phone: KATHARINA.phone }

async function openParts(
  options: StartOptions,
  log: Log,
  opened: Opened,
): Promise<{ readonly parts: Parts; readonly lost: Promise<string> }> {
  const { config } = options
  const keyFolder = join(config.home, 'hub')
  const keys = await openHubKeys(keyFolder)
  const { pool, db, lost } = await openDatabase(options, log, opened)
  const wanted = config.sample ? sampleGroup.id : GroupId.parse(randomUUID())
  const tables = db.withTables<VaultTables>()
  const home = await openHome(tables, { print: keys.print, keyFolder, group: wanted, sample: config.sample })
  if (!home.ok) throw new StartRefused('unfit-server', home.sentence)
  await keepReplayKey(keyFolder, keys)
  const { group } = home
  const store = openPostgresStore(pool, group)
  await store.found(randomUUID())
  const tailer = await startTailer({ store, log, now })
  opened.push({ close: tailer.stop }, { close: startAgeing({ store, log, now }).stop })
  const authority = openAuthority({ store, log, now, committed: tailer.take })
  opened.push({ close: authority.close })
  const vault = postgresVault(tables)
  if (config.sample && (await fillSample({ vault, authority, keys, group }))) options.say('The sample dealer group was brought in.')
  opened.push({ close: keepOpen({ store, act: actsBy(authority, now), onMoved: tailer.onMoved, log, now }).stop })
  opened.push({ close: startUnassigning({ store, act: actsBy(authority, now), onMoved: tailer.onMoved, log, now }).stop })
  const setupCode = (await vault.isEmpty()) ? newSetupCode() : null
  const sample = config.sample ? owner : null
  const folders = { widget: widgetFolder, sample: join(widgetFolder, 'sample') }
  const { publicOrigins, watching } = config
  return {
    parts: {
      store,
      authority,
      tailer,
      blobs: postgresBlobs(db, group),
      vault,
      leases: postgresLeases(pool, group),
      keys,
      log,
      now,
      group,
      folders,
      publicOrigins,
      watching,
      sample,
      setupCode,
    },
    lost,
  }
}

/** Starts the hub by its settings; throws StartRefused with a sentence where it cannot, and leaves nothing open then. */
export async function startHub(options: StartOptions): Promise<Running> {
  const { config, say, write } = options
  const log = openLog({ level: config.log, now, write })
  const opened: Opened = []
  try {
    await assertPlaceFree(config)
    const { parts, lost } = await openParts(options, log, opened)
    const doors = openDoors(parts)
    opened.push({ close: doors.close })
    const port = await doors.listen(config).catch((error: unknown) => Promise.reject(placeError(error, config)))
    const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}`
    say(`Forecourt hub at ${address}, its interface at ${address}/docs.`)
    if (config.sample && !/^(127\.|::1$|localhost$)/.test(config.host))
      say(`Careful: the sample's passwords are known to everybody, and ${config.host} can be reached from elsewhere.`)
    if (parts.setupCode) say(`Nobody can sign in yet. Set it up at ${address}/setup with the code ${parts.setupCode}`)
    log.info('hub.started', { port, pid: process.pid })
    return { port, lost, stop: () => closeAll(opened) }
  } catch (error) {
    await closeAll(opened)
    throw error
  }
}
