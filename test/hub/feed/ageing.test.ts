import { expect, test } from 'vitest'
import { startAgeing } from '../../../src/hub/feed/ageing.ts'
import { openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import { keptLog } from '../../support/log.ts'
import { openTestHub } from '../support/hub.ts'
import { caseRow, ids } from '../support/rows.ts'

const DAY = 24 * 3_600_000

test('every hour the hub drops what newer words made needless after a day, and after fourteen days the rest', async () => {
  const store = openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) })
  const hub = openTestHub(store)
  const ageing = startAgeing({ store, log: keptLog().log, now: () => hub.clock.now, every: 0 })
  const numbers = (): readonly number[] => [...new Set(store.history.pointers.map(({ seq }) => seq))]
  for (let day = 1; day <= 20; day++) {
    hub.clock.now = day * DAY
    await hub.bring(caseRow(1, { subject: `Day ${day}` }), caseRow(day + 1))
    await ageing.run()
    const kept = Math.max(0, day - 14)
    expect(store.history.feed.floor, `day ${day}`).toBe(kept)
    const stale = store.history.pointers.filter(({ id, seq }) => id === ids.case(1) && seq < day - 1)
    expect([stale.length, Math.min(...numbers())], `day ${day}`).toEqual([0, kept + 1])
  }
  expect((await store.read((view) => view.window({ after: 6, scopes: null, pointers: 999, bytes: 1e9 }))).entries).toHaveLength(15)
  await ageing.stop()
  await hub.authority.close()
})

test('a store that cannot be reached keeps its past, and is asked again in an hour', async () => {
  const { log, lines } = keptLog()
  const gone = (): Promise<never> => Promise.reject(new Error('no store'))
  const ageing = startAgeing({ store: { read: gone, compact: gone, forget: gone }, log, now: () => 1, every: 0 })
  await ageing.run()
  expect(lines.join()).toContain('feed.unaged')
  await ageing.stop()
})
