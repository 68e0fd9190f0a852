import { expect, test } from 'vitest'
import { queueScope, type Scope, userScope } from '../../../src/domain/scope.ts'
import { startTailer } from '../../../src/hub/feed/tailer.ts'
import { type MemoryStore, openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import type { Store, View } from '../../../src/hub/store/store.ts'
import { keptLog } from '../../support/log.ts'
import { TestDesk, truth } from '../support/desk.ts'
import { agent, furnish, openTestHub } from '../support/hub.ts'
import { caseRow, ids, vehicleRow } from '../support/rows.ts'
import { feeds } from './conformance.ts'

const open = () => openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) })

feeds(async () => ({ store: open(), close: async () => undefined }))

async function begin(store: MemoryStore, seen: Store = store) {
  const hub = openTestHub(store)
  await furnish(hub)
  await hub.bring(caseRow(1), caseRow(2))
  const tailer = await startTailer({ store: seen, log: keptLog().log, now: () => 1, every: 0 })
  const settle = async (): Promise<void> => {
    for (let rounds = 0; rounds < 20; rounds++) {
      await tailer.tick()
      await tailer.idle()
    }
  }
  return { hub, tailer, settle }
}

test('I18: a hub restored from a backup begins its desks anew, and what they say again takes effect once', async () => {
  const store = open()
  const { hub, tailer, settle } = await begin(store)
  const desk = new TestDesk(1)
  const scopes: Scope[] = [queueScope(ids.queue(1)), userScope(ids.agent(1))]
  await desk.connect(tailer).want({ add: scopes, drop: [] })
  await settle()
  const backup = store.history.feed.head
  const said = { source: agent(1), device: desk.device, id: 1, seq: 1 }
  const claim = { case: ids.case(1), party: ids.party(1) }
  await hub.say('case.claim', claim, said)
  await settle()
  store.restore(backup, ids.epoch(2))
  await settle()
  expect(desk.epoch).toBe(ids.epoch(2))
  expect(desk.rows.get(`case ${ids.case(1)}`)?.body).toMatchObject({ owner: null })
  desk.decided.clear()
  expect((await hub.say('case.claim', claim, said)).outcome).toEqual({ ok: true })
  await settle()
  expect(desk.decided.get(ids.command(1))).toEqual({ ok: true })
  expect(desk.rows.get(`case ${ids.case(1)}`)?.body).toMatchObject({ owner: ids.agent(1), fence: 1 })
  expect(desk.picture()).toEqual(await truth(store, scopes))
  await tailer.stop()
})

test('I4: a desk that turns a frame down while its next is being read is not given a stretch with a hole', async () => {
  const store = open()
  let gate: Promise<void> = Promise.resolve()
  const slow: Store = {
    ...store,
    read: (work) =>
      store.read((view) => {
        const window: View['window'] = async (span) => {
          const found = await view.window(span)
          await gate
          return found
        }
        return work({ ...view, window })
      }),
  }
  const { hub, tailer, settle } = await begin(store, slow)
  const desk = new TestDesk(1)
  const scopes: Scope[] = [queueScope(ids.queue(1)), userScope(ids.agent(1))]
  desk.connect(tailer)
  await desk.want(scopes.slice(0, 1))
  await settle()
  desk.hold(true)
  await hub.bring(caseRow(1, { subject: 'Turned down' }))
  await tailer.poke()
  const { promise, resolve } = Promise.withResolvers<void>()
  gate = promise
  await hub.bring(caseRow(2, { subject: 'Read meanwhile' }))
  await desk.want(scopes.slice(1))
  desk.refuse()
  desk.hold(false)
  await new Promise(setImmediate)
  resolve()
  await settle()
  expect(desk.rows.get(`case ${ids.case(1)}`)?.body).toMatchObject({ subject: 'Turned down' })
  expect(desk.picture()).toEqual(await truth(store, scopes))
  await tailer.stop()
})

test('I13: a snapshot waits for a desk that has twenty thousand changes to pass, even where none of them is its own', async () => {
  const store = open()
  const { hub, tailer, settle } = await begin(store)
  const desk = new TestDesk(1)
  desk.connect(tailer)
  await desk.want([userScope(ids.agent(1))])
  await settle()
  desk.attached?.detach()
  // A car is seen from the dossier of everyone who ever owned it: fifty pointers each.
  await hub.bring(...Array.from({ length: 405 }, (_, n) => vehicleRow(n, 50)))
  await hub.bring(caseRow(1, { subject: 'After all that' }))
  const before = desk.frames.length
  desk.connect(tailer)
  await desk.want([queueScope(ids.queue(1))])
  await settle()
  const first = desk.frames.slice(before).find(({ pages }) => pages.length > 0)
  expect(first?.to).toBe(first?.head)
  expect(desk.picture()).toEqual(await truth(store, desk.scopes.keys()))
  await tailer.stop()
})
