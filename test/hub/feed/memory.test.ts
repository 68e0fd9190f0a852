import { expect, test } from 'vitest'
import { queueScope, type Scope, userScope } from '../../../src/domain/scope.ts'
import { startTailer } from '../../../src/hub/feed/tailer.ts'
import { openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import { keptLog } from '../../support/log.ts'
import { TestDesk, truth } from '../support/desk.ts'
import { agent, furnish, openTestHub } from '../support/hub.ts'
import { caseRow, ids } from '../support/rows.ts'
import { feeds } from './conformance.ts'

const open = () => openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) })

feeds(async () => ({ store: open(), close: async () => undefined }))

test('I18: a hub restored from a backup begins its desks anew, and what they say again takes effect once', async () => {
  const store = open()
  const hub = openTestHub(store)
  await furnish(hub)
  await hub.bring(caseRow(1))
  const tailer = await startTailer({ store, log: keptLog().log, now: () => 1, every: 0 })
  const desk = new TestDesk(1)
  const scopes: Scope[] = [queueScope(ids.queue(1)), userScope(ids.agent(1))]
  const settle = async () => {
    for (let rounds = 0; rounds < 20; rounds++) {
      await tailer.tick()
      await tailer.idle()
    }
  }
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
  let gate: Promise<void> = Promise.resolve()
  const store = openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1), delay: (step) => (step === 'read' ? gate : Promise.resolve()) })
  const hub = openTestHub(store)
  await furnish(hub)
  await hub.bring(caseRow(1), caseRow(2))
  const tailer = await startTailer({ store, log: keptLog().log, now: () => 1, every: 0 })
  const desk = new TestDesk(1)
  const scopes: Scope[] = [queueScope(ids.queue(1)), userScope(ids.agent(1))]
  const settle = async () => {
    for (let rounds = 0; rounds < 10; rounds++) {
      await tailer.tick()
      await tailer.idle()
    }
  }
  desk.connect(tailer)
  await desk.want(scopes.slice(0, 1))
  await settle()
  desk.hold(true)
  await hub.bring(caseRow(1, { subject: 'Turned down' }))
  await tailer.poke()
  const { promise, resolve } = Promise.withResolvers<void>()
  const wanted = desk.want(scopes.slice(1))
  await wanted
  gate = promise
  await hub.bring(caseRow(2, { subject: 'Read meanwhile' }))
  await Promise.resolve()
  desk.refuse()
  desk.hold(false)
  await new Promise(setImmediate)
  resolve()
  await settle()
  expect(desk.picture()).toEqual(await truth(store, scopes))
  expect(desk.rows.get(`case ${ids.case(1)}`)?.body).toMatchObject({ subject: 'Turned down' })
  await tailer.stop()
})
