import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import type { Chore } from '../../../src/hub/chore.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import { actsBy } from '../../../src/hub/intake/act.ts'
import { keepOpen } from '../../../src/hub/openings/keep-open.ts'
import { type MemoryStore, openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import { keptLog } from '../../support/log.ts'
import { openTestHub, type TestHub } from '../support/hub.ts'
import { ids, resourceRow, siteRow } from '../support/rows.ts'

const START = Date.UTC(2026, 10, 12, 13)
const DAY = 24 * 3_600_000

let store: MemoryStore
let hub: TestHub
let tailer: Tailer
let kept: Chore

beforeEach(async () => {
  store = openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) })
  const { log } = keptLog()
  const now = (): number => hub.clock.now
  hub = openTestHub(store, { committed: (moved) => tailer.take(moved) })
  hub.clock.now = START
  tailer = await startTailer({ store, log, now, every: 0 })
  kept = keepOpen({ store, act: actsBy(hub.authority, now), onMoved: tailer.onMoved, log, now, every: 0 })
})

afterEach(async () => {
  await kept.stop()
  await tailer.stop()
  await hub.authority.close()
})

const resource = (n: number) =>
  store.read(async (view) => (await view.rows([{ kind: 'resource', id: ids.resource(n) }]))[0]?.row as Row<'resource'> | undefined)
const head = () => store.read(async ({ feed }) => feed.head)
const hours = [{ day: 5, from: '09:00', to: '12:00' }]

test('a resource that was just set up is open by its hours, without anybody asking', async () => {
  await hub.bring(siteRow(1), resourceRow(1, 1, { hours }))
  await kept.run()
  expect((await resource(1))?.openings).toEqual([13, 20, 27].map((day) => ({ from: utc(day, 8), to: utc(day, 11) })))
})

const utc = (day: number, hour: number): number => Date.UTC(2026, 10, day, hour)

test('the next day another day can be booked; on the same day nothing is written again', async () => {
  await hub.bring(siteRow(1), resourceRow(1, 1, { hours }))
  await kept.run()
  const before = await head()
  hub.clock.now += 3_600_000
  await kept.run()
  expect(await head()).toBe(before)
  hub.clock.now += 2 * DAY
  await kept.run()
  expect((await resource(1))?.openings.map(({ from }) => new Date(from).getUTCDate())).toEqual([20, 27, 4])
})

test('hours that change are opened anew at once', async () => {
  await hub.bring(siteRow(1), resourceRow(1, 1, { hours }))
  await kept.run()
  await hub.bring(resourceRow(1, 1, { hours: [], openings: (await resource(1))?.openings ?? [] }))
  await kept.run()
  expect((await resource(1))?.openings).toEqual([])
})

test('a site whose zone nobody knows keeps no other site from opening', async () => {
  const strange = siteRow(2)
  if (strange.kind === 'site') await hub.bring({ ...strange, row: { ...strange.row, zone: 'Nowhere/Atlantis' } })
  await hub.bring(siteRow(1), resourceRow(1, 1, { hours }), resourceRow(2, 2, { hours }))
  await kept.run()
  expect([(await resource(1))?.openings.length, (await resource(2))?.openings.length]).toEqual([3, 0])
})
