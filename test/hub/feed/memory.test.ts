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
