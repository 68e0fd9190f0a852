import { expect, test } from 'vitest'
import { verify } from '../../../src/hub/audit/verify.ts'
import { openMemoryStore } from '../../../src/hub/store/memory/memory.ts'
import type { Changes } from '../../../src/hub/store/store.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { ids } from '../support/rows.ts'
import { ages } from './ageing.conformance.ts'
import { audits, commit, decided } from './audit.conformance.ts'
import { conforms } from './conformance.ts'

const open = () => openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1) })
const nothing: Changes = { at: 1, rows: [], records: [], told: [], outgoing: [] }

conforms(async () => ({ store: open(), close: async () => undefined }))
ages(async () => ({ store: open(), close: async () => undefined }))
audits(async () => ({ store: open(), close: async () => undefined }))

test('a crash forgets what was not committed, and whoever waits is told so', async () => {
  const store = open()
  const held = Promise.withResolvers<void>()
  const lost = store.change(['a'], async (locked) => {
    await locked.save(nothing)
    await held.promise
  })
  const waiting = store.change(['a'], (locked) => locked.save(nothing))
  const ends = Promise.allSettled([lost, waiting])
  store.crash()
  held.resolve()
  for (const end of await ends) expect(end).toMatchObject({ status: 'rejected', reason: expect.any(Unavailable) })
  expect(store.history.feed.head).toBe(0)
  expect(await store.change(['a'], (locked) => locked.save(nothing))).toBe(1)
})

test('a crash between commit and answer keeps the change, though nobody was told', async () => {
  const store = openMemoryStore({
    group: ids.group(1),
    epoch: ids.epoch(1),
    delay: async (step) => {
      if (step === 'answer') store.crash()
    },
  })
  await expect(store.change(['a'], (locked) => locked.save(nothing))).rejects.toBeInstanceOf(Unavailable)
  expect(store.history.feed.head).toBe(1)
})

test('a restored backup is at the earlier head, under another epoch', async () => {
  const store = open()
  for (const at of [1, 2, 3]) await store.change([], (locked) => locked.save({ ...nothing, at }))
  store.restore(2, ids.epoch(2))
  expect(store.history.feed).toMatchObject({ head: 2, epoch: ids.epoch(2) })
})

test('after a restored backup the chain goes on from where the backup ends; the link noted since stands nowhere in it', async () => {
  const store = open()
  for (const at of [1, 2, 3]) await commit(store, at, [decided(at)])
  const { newest } = await verify({ store })
  store.restore(2, ids.epoch(2))
  await commit(store, 4, [decided(4)])
  expect(await verify({ store, expect: newest.link })).toMatchObject({
    entries: 3,
    broken: null,
    expectedAt: null,
    epochs: [{ from: '1' }, { epoch: ids.epoch(2), from: '3' }],
  })
})
