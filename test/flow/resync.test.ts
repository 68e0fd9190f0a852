import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from '../../src/domain/kind.ts'
import { partyScope, type Scope } from '../../src/domain/scope.ts'
import { openHub, signIn, type TestHub } from '../hub/doors/open-hub.ts'
import { agentRow, caseRow, grant, ids, partyRow } from '../hub/support/rows.ts'
import { TestDesk, until } from '../support/desk.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'

const CASES = 24
/** Their dossiers, and the reference, the agent's own, a queue and a site. */
const SCOPES = CASES + 4
const key = new Uint8Array(32).fill(5)
const device = randomUUID()
const lena = agentRow(1, [grant(1)]).row as Row<'agent'>

let folder = ''
let hub: TestHub
let desk: TestDesk

beforeEach(async () => {
  folder = await freshFolder('resync')
  hub = await openHub()
  const up = Array.from({ length: CASES }, (_, n) => n + 1)
  await hub.bring(...up.flatMap((n) => [partyRow(n, [1]), caseRow(n, { party: ids.party(n) })]))
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

/** The desk's engine, on its own file, signed in at the real hub. */
async function open(): Promise<TestDesk> {
  const { access, refresh } = await signIn(hub, 1, device)
  const tickets = { access, accessUntil: Date.now() + 3_600_000, refresh }
  desk = new TestDesk({ folder, hub: hub.url, key, device, agent: lena, tickets, now: hub.now })
  desk.engine.start()
  await desk.live()
  await until(() => whole().length === SCOPES)
  return desk
}

const whole = (): readonly Scope[] => desk.engine.replica.held.entries().flatMap(([scope, { state }]) => (state === 'whole' ? [scope] : []))

/** Something only a replica that was emptied would lose. */
const MARK = "INSERT INTO row_lookup VALUES ('mark', 'mark', 0)"
const marked = (): boolean => desk.engine.replica.store.get("SELECT 1 FROM row_lookup WHERE lookup = 'mark'") !== undefined

/** What the desk holds in its scopes, and what stands in them at the hub. */
function both(): readonly unknown[] {
  const { replica } = desk.engine
  const { history } = hub.store
  const ours = whole().flatMap((scope) =>
    (['case', 'party', 'message', 'site'] as const).flatMap((kind) => replica.rows.inScope(scope, kind).map((row) => [kind, row.id, row])),
  )
  const kinds = ['case', 'party', 'message', 'site']
  const theirs = whole().flatMap((scope) =>
    history.inScope(scope, history.feed.head).flatMap(({ row }) => (kinds.includes(row.kind) ? [[row.kind, row.row.id, row.row]] : [])),
  )
  const sorted = (rows: readonly unknown[]): readonly unknown[] => rows.map((row) => JSON.parse(JSON.stringify(row))).sort()
  return [sorted(ours), sorted(theirs)]
}

test('I3: a desk that was away longer than the feed remembers keeps what agrees and ends equal', async () => {
  await open()
  desk.run('message.note', { case: ids.case(1), party: ids.party(1), message: randomUUID(), text: 'Kept' })
  await until(() => desk.engine.replica.rows.inScope(partyScope(ids.party(1)), 'message').length === 1)
  desk.engine.replica.store.run(MARK)
  desk.engine.stop()
  await hub.bring(caseRow(2, { party: ids.party(2), subject: 'Other' }), caseRow(3, { party: ids.party(4) }))
  await hub.store.forget(9_999)
  await hub.tailer.tick()
  await open()
  await until(() => desk.engine.replica.rows.get('case', ids.case(2))?.subject === 'Other')
  await until(() => whole().length === SCOPES)
  expect(marked()).toBe(true)
  const [ours, theirs] = both()
  expect(ours).toEqual(theirs)
})

test('I18: a hub put back to an earlier time is told again what it had applied, once, and the desk gives up what never was', async () => {
  await open()
  const backup = hub.store.history.feed.head
  const mine = randomUUID()
  const theirs = randomUUID()
  desk.run('message.note', { case: ids.case(1), party: ids.party(1), message: mine, text: 'Said before the loss' })
  await hub.bring(caseRow(5, { party: ids.party(5), subject: 'Lost with the backup' }), partyRow(90, [1]))
  const named = { message: theirs, case: ids.case(1), party: ids.party(1), text: 'By somebody else' }
  await hub.authority.decide(
    { id: randomUUID() as never, seq: 1, name: 'message.note', version: 1, args: named, saidAt: 0, after: [] },
    { source: { kind: 'agent', id: ids.agent(2) }, device: null },
  )
  await until(() => desk.engine.replica.rows.get('message', theirs) !== null && desk.engine.replica.rows.get('message', mine) !== null)
  desk.engine.replica.store.run(MARK)
  desk.engine.stop()
  hub.store.restore(backup, ids.epoch(2))
  await hub.bring(caseRow(5, { party: ids.party(5), subject: 'Under the same number' }))
  await hub.tailer.tick()
  await open()
  await until(() => desk.engine.replica.epoch === ids.epoch(2) && desk.engine.replica.pending.all().length === 0)
  await until(() => hub.store.history.row({ kind: 'message', id: mine }, hub.store.history.feed.head) !== null)
  await until(() => desk.engine.replica.rows.get('message', mine) !== null && whole().length === SCOPES)
  expect(marked()).toBe(true)
  expect(desk.engine.replica.rows.get('message', theirs)).toBeNull()
  expect(desk.engine.replica.rows.get('case', ids.case(5))?.subject).toBe('Under the same number')
  const [ours, truth] = both()
  expect(ours).toEqual(truth)
  const applied = hub.store.history.pointers.filter(({ id, scope }) => id === mine && scope === partyScope(ids.party(1)))
  expect(applied).toHaveLength(1)
})
