import { expect, test } from 'vitest'
import { openMemoryStore, type Step } from '../../../src/hub/store/memory/memory.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { agent, furnish, openTestHub } from '../support/hub.ts'
import { caseRow, ids } from '../support/rows.ts'
import { decides } from './conformance.ts'

const open = (delay?: (step: Step) => Promise<void>) =>
  openMemoryStore({ group: ids.group(1), epoch: ids.epoch(1), ...(delay ? { delay } : {}) })

decides(async () => ({ store: open(), close: async () => undefined }))

const claim = { case: ids.case(1), party: ids.party(1) }

test('I2: a crash after the commit, before the answer: sent again, the command has taken effect once', async () => {
  let crashAt: Step | null = null
  const store = open(async (step) => {
    if (step === crashAt) store.crash()
  })
  const hub = openTestHub(store)
  await furnish(hub)
  await hub.bring(caseRow(1))
  for (const step of ['lock', 'load', 'save', 'commit', 'answer'] as const) {
    crashAt = step
    await expect(hub.say('case.claim', claim, { source: agent(1), id: 1, seq: 1 }), step).rejects.toBeInstanceOf(Unavailable)
  }
  crashAt = null
  expect((await hub.say('case.claim', claim, { source: agent(1), id: 1, seq: 1 })).outcome).toEqual({ ok: true })
  const [row] = await store.read((view) => view.rows([{ kind: 'case', id: ids.case(1) }]))
  expect(row).toMatchObject({ row: { fence: 1 } })
})

test('when the database goes away, nobody who waited goes ahead of those before them', async () => {
  let away = false
  const store = open(async (step) => {
    if (away && step === 'save') store.crash()
  })
  const hub = openTestHub(store)
  await furnish(hub)
  await hub.bring(caseRow(1))
  away = true
  const note = (n: number) => hub.say('message.note', { ...claim, message: ids.message(n), text: `Note ${n}` }, { source: agent(1) })
  const ends = await Promise.allSettled(Array.from({ length: 100 }, (_, n) => note(n)))
  away = false
  expect(ends.every(({ status }) => status === 'rejected')).toBe(true)
})

test('more than may wait are turned away at once, and told to ask again', async () => {
  const hub = openTestHub(open(), { most: 2 })
  const ends = await Promise.allSettled([1, 2, 3].map(() => hub.say('case.claim', claim, { source: agent(1) })))
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
})

test('closing ends what was taken and takes no more', async () => {
  const hub = openTestHub(open())
  const taken = hub.say('case.claim', claim, { source: agent(1) })
  await hub.authority.close()
  expect((await taken).outcome.ok).toBe(false)
  await expect(hub.say('case.claim', claim, { source: agent(1) })).rejects.toBeInstanceOf(Unavailable)
})

test('where not even the refusal of a command can be kept, nobody who waited goes ahead of it', async () => {
  const store = open()
  let broken = 0
  const failing: typeof store = {
    ...store,
    change(roots, work) {
      if (broken === 0) return store.change(roots, work)
      broken -= 1
      return Promise.reject(new Error('write EPIPE'))
    },
  }
  const hub = openTestHub(failing)
  await furnish(hub)
  await hub.bring(caseRow(1))
  const note = (n: number) =>
    hub.say('message.note', { ...claim, message: ids.message(n), text: `Note ${n}` }, { source: agent(1), id: n + 10, seq: n })
  // The batch, its first command alone, and the refusal of that.
  broken = 3
  const ends = await Promise.allSettled([1, 2, 3].map(note))
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  for (const n of [1, 2, 3]) expect((await note(n)).outcome).toEqual({ ok: true })
  const rows = await store.read((view) => view.rows([1, 2, 3].map((n) => ({ kind: 'message', id: ids.message(n) }))))
  expect(rows.map((row) => row?.kind === 'message' && [row.row.text, row.row.number])).toEqual([
    ['Note 1', 1],
    ['Note 2', 2],
    ['Note 3', 3],
  ])
})
