import { afterEach, beforeEach, expect, test } from 'vitest'
import { queueScope, type Scope } from '../../../src/domain/scope.ts'
import { openGate } from '../../../src/hub/feed/gate.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import { openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import { keptLog } from '../../support/log.ts'
import { TestDesk } from '../support/desk.ts'
import { furnish, openTestHub, type TestHub } from '../support/hub.ts'
import { caseRow, ids } from '../support/rows.ts'

const queue: Scope = queueScope(ids.queue(1))
let hub: TestHub
let tailer: Tailer
let now = 1_000_000

beforeEach(async () => {
  now = 1_000_000
  hub = openTestHub(openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) }))
  await furnish(hub)
  await hub.bring(caseRow(1), caseRow(2))
  tailer = await startTailer({ store: hub.store, log: keptLog().log, now: () => now, every: 0, bootstraps: 2 })
})
afterEach(async () => {
  await tailer.stop()
  await hub.authority.close()
})

const settle = async (): Promise<void> => {
  for (let rounds = 0; rounds < 6; rounds++) {
    await tailer.tick()
    await tailer.idle()
  }
}
const fresh = { epoch: null, cursor: 0 }
const filled = async (device: number): Promise<TestDesk> => {
  const desk = new TestDesk(1, device)
  desk.connect(tailer)
  await desk.want([queue])
  return desk
}

test('so many desks are filled from nothing at once; the next is told to come back, until one has everything', async () => {
  const [first, second] = [await filled(1), await filled(2)]
  second.hold(true)
  expect(await tailer.look(fresh)).toBeGreaterThan(0)
  await settle()
  // What it was brought may tell it what else to want: it has begun when it rests.
  expect(await tailer.look(fresh)).toBeGreaterThan(0)
  now += 2_001
  expect(await tailer.look(fresh)).toBe(0)
  first.attached?.detach()
  second.attached?.detach()
  expect(await tailer.look(fresh)).toBe(0)
})

test('who has little to be brought comes in at once, and hears what moves, while all places are taken', async () => {
  const caughtUp = await filled(9)
  await settle()
  now += 2_001
  const taken = [new TestDesk(1, 1), new TestDesk(1, 2)]
  for (const desk of taken) desk.connect(tailer)
  expect(await tailer.look(fresh)).toBeGreaterThan(0)
  expect(await tailer.look({ epoch: ids.epoch(1), cursor: caughtUp.cursor - 1 })).toBe(0)
  expect(await tailer.look({ epoch: ids.epoch(7), cursor: 1 })).toBeGreaterThan(0)
  await hub.bring(caseRow(1, { subject: 'Told at once' }))
  await tailer.poke()
  expect(caughtUp.rows.get(`case ${ids.case(1)}`)?.body).toMatchObject({ subject: 'Told at once' })
})

test('a desk that was let in and wants nothing does not keep its place', async () => {
  for (const n of [1, 2]) new TestDesk(1, n).connect(tailer)
  await settle()
  expect(await tailer.look(fresh)).toBeGreaterThan(0)
  now += 30_001
  expect(await tailer.look(fresh)).toBe(0)
})

test('what takes long leaves room at the gate for what does not, which goes first', async () => {
  const gate = openGate(3, 2)
  const order: string[] = []
  const ends: (() => void)[] = []
  const long = (name: string) =>
    gate.through(true, () => {
      order.push(name)
      return new Promise<void>((resolve) => ends.push(resolve))
    })
  const all = [long('long 1'), long('long 2'), long('long 3')]
  await gate.through(false, async () => void order.push('short'))
  expect(order).toEqual(['long 1', 'long 2', 'short'])
  ends[0]?.()
  await all[0]
  await gate.through(false, async () => void order.push('short again'))
  await expect(gate.through(false, () => Promise.reject(new Error('fell')))).rejects.toThrow('fell')
  for (const end of ends) end()
  await all[1]
  for (const end of ends) end()
  await all[2]
  expect(order).toContain('long 3')
})
