import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AgentId, CommandId } from '../../../src/domain/id.ts'
import type { KindRow } from '../../../src/domain/kind.ts'
import type { Leases } from '../../../src/hub/attendance/leases.ts'
import { memoryLeases } from '../../../src/hub/attendance/memory-leases.ts'
import { encrypt } from '../../../src/hub/auth/envelope.ts'
import { deriveKeys, type HubKeys } from '../../../src/hub/auth/keys.ts'
import { memoryVault } from '../../../src/hub/auth/memory-vault.ts'
import { hashPassword } from '../../../src/hub/auth/password.ts'
import { hashOf } from '../../../src/hub/auth/tickets.ts'
import type { Vault } from '../../../src/hub/auth/vault.ts'
import { type Authority, openAuthority } from '../../../src/hub/authority/authority.ts'
import { memoryBlobs } from '../../../src/hub/blobs/memory-blobs.ts'
import type { Watching } from '../../../src/hub/config.ts'
import { type OpenDoors, openDoors } from '../../../src/hub/doors/open-doors.ts'
import { widgetAbout } from '../../../src/hub/doors/setup.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import { type MemoryStore, openMemoryStore, type Step } from '../../../src/hub/store/memory/memory.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { keptLog } from '../../support/log.ts'
import { agentRow, grant, ids, queueRow, siteRow } from '../support/rows.ts'

/** Thursday 12 November 2026, 14:00 in Hamburg. */
export const START = Date.UTC(2026, 10, 12, 13)

export const PASSWORD = 'four brown foxes'
export const WIDGET = 'w-one'
export const WIDGET_SECRET = 'the first site vouches with this'
export const EVENTS_KEY = 'a-key-of-the-dealer-management-system'
export const EVENTS_SOURCE = 'dms.dealer.example'

/** A whole hub in this process: the real doors on real sockets, on a store and a vault in memory, with a clock turned by hand. */
export type TestHub = {
  readonly url: string
  readonly doors: OpenDoors
  readonly store: MemoryStore
  readonly vault: Vault
  readonly leases: Leases
  readonly keys: HubKeys
  readonly authority: Authority
  readonly tailer: Tailer
  readonly lines: readonly string[]
  now(): number
  turn(ms: number): void
  /** Brings in rows as an administrator would. */
  bring(...rows: readonly KindRow[]): Promise<void>
  /** What the store does before each step; to crash it or to hold it up. */
  hold(delay: (step: Step) => Promise<void>): void
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Posted>
  close(): Promise<void>
}

export type Posted = { readonly status: number; readonly type: string | null; readonly body: Record<string, unknown> }

const cheap = { memory: 64, passes: 1, parallelism: 1 }

export async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Posted> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: text })
  const answer: unknown = await response.json().catch(() => null)
  return { status: response.status, type: response.headers.get('content-type'), body: (answer ?? {}) as Record<string, unknown> }
}

async function bringRow(authority: Authority, { kind, row }: KindRow): Promise<void> {
  const args = { kind, rows: [JSON.parse(JSON.stringify(row))], root: 'ref' }
  const envelope = { id: randomUUID() as CommandId, seq: 1, name: 'import.rows', version: 1, args, saidAt: 0, after: [] }
  const { outcome } = await authority.decide(envelope, { source: { kind: 'system', name: 'test' }, device: null })
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
}

/** Two sites with a queue each; agents 1 and 2 at the first, agent 3 at the second; a widget at the first. */
async function furnish(authority: Authority, vault: Vault, keys: HubKeys): Promise<void> {
  const group: KindRow = { kind: 'group', row: { id: ids.group(1), name: 'Group 1' } }
  const agents = [agentRow(1, [grant(1)]), agentRow(2, [grant(1)]), agentRow(3, [grant(2)])]
  for (const row of [group, siteRow(1), siteRow(2), queueRow(1), queueRow(2), ...agents]) await bringRow(authority, row)
  const password = await hashPassword(PASSWORD, cheap)
  for (const n of [1, 2, 3])
    await vault.keepAccount({ group: ids.group(1), agent: ids.agent(n), email: `agent${n}@dealer.example`, password })
  const secret = encrypt(keys.seal, widgetAbout(WIDGET), Buffer.from(WIDGET_SECRET))
  await vault.keepWidgetKey({ key: WIDGET, group: ids.group(1), site: ids.site(1), secret })
  await vault.keepEventsKey({ hash: hashOf(EVENTS_KEY), group: ids.group(1), source: EVENTS_SOURCE })
}

export type OpenHubOptions = {
  readonly fresh?: boolean
  readonly origins?: readonly string[]
  readonly sample?: boolean
  readonly setupCode?: string
  readonly watching?: Watching
  /** Another hub that runs: this one opens on its store, its vault, its leases and its clock. */
  readonly beside?: TestHub
}

async function folders(): Promise<{ readonly widget: string; readonly sample: string }> {
  const widget = await freshFolder('widget')
  const sample = join(widget, 'sample')
  await mkdir(sample)
  await writeFile(join(widget, 'widget.js'), 'export const widget = 1\n')
  await writeFile(join(sample, 'index.html'), '<!doctype html><title>Dealer</title>')
  await writeFile(join(sample, 'style.css'), 'body { margin: 0 }')
  await writeFile(join(widget, 'secret.html'), 'not for anybody')
  return { widget, sample }
}

/** Opens a hub on a free port; `fresh` is one that nobody has set up. */
export async function openHub({
  fresh = false,
  origins = [],
  sample = false,
  setupCode,
  beside,
  watching = 'shown',
}: OpenHubOptions = {}): Promise<TestHub> {
  let time = START
  let delay: (step: Step) => Promise<void> = () => Promise.resolve()
  const now = beside?.now ?? ((): number => time)
  const { log, lines } = keptLog()
  const group = ids.group(1)
  const store = beside?.store ?? openMemoryStore({ group, epoch: ids.epoch(1), delay: (step) => delay(step) })
  const tailer = await startTailer({ store, log, now, every: 50 })
  const authority = openAuthority({ store, log, now, committed: tailer.take })
  const vault = beside?.vault ?? memoryVault()
  const leases = beside?.leases ?? memoryLeases()
  const keys = deriveKeys(Buffer.alloc(32, 7))
  if (!fresh && !beside) await furnish(authority, vault, keys)
  const places = await folders()
  const owner = { sub: 'K-1', name: 'Katharina Brandt', email: 'k@mail.example', phone: '+49 40 1' }
  const parts = {
    store,
    authority,
    tailer,
    blobs: memoryBlobs(),
    vault,
    leases,
    keys,
    log,
    now,
    group,
    folders: places,
    publicOrigins: origins,
    watching,
  }
  const doors = openDoors({ ...parts, sample: sample ? owner : null, setupCode: setupCode ?? null })
  const url = `http://127.0.0.1:${await doors.listen({ host: '127.0.0.1', port: 0 })}`
  return {
    ...{ url, doors, store, vault, leases, keys, authority, tailer, lines, now },
    turn: (ms) => {
      time += ms
    },
    async bring(...rows) {
      for (const row of rows) await bringRow(authority, row)
    },
    hold: (next) => {
      delay = next
    },
    post: (path, body, headers) => post(url + path, body, headers),
    async close() {
      delay = () => Promise.resolve()
      await doors.close()
      await authority.close()
      await tailer.stop()
      await removeFolder(places.widget)
    },
  }
}

export const emailOf = (agent: number): string => `agent${agent}@dealer.example`

export type SignedInDesk = {
  readonly access: string
  readonly refresh: string
  readonly agent: AgentId
  readonly device: string
  readonly seal: string
}

/** Signs an agent in at a device. */
export async function signIn(hub: Pick<TestHub, 'post'>, agent: number, device: string = randomUUID()): Promise<SignedInDesk> {
  const { status, body } = await hub.post('/v1/sign-in', { email: emailOf(agent), password: PASSWORD, device })
  if (status !== 200) throw new Error(JSON.stringify(body))
  const signed = body as unknown as { tickets: { access: string; refresh: string }; agent: { id: AgentId }; seal: string }
  return { ...signed.tickets, agent: signed.agent.id, device, seal: signed.seal }
}
