import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { QueueView } from '../../../../src/domain/contract/query.ts'
import type { Row } from '../../../../src/domain/kind.ts'
import { inOrder } from '../../../../src/domain/rules/queue-order.ts'
import { readQueue } from '../../../../src/main/engine/watch/queue.ts'
import { frame, inbox, lastPage, mine, sent } from '../../../support/frames.ts'
import { ownReplica } from '../../../support/replica.ts'
import { aCase, anId, DAY, HOUR, held, ids, MINUTE, NOW, party } from '../../../support/rows.ts'

const own = ownReplica()
const views: readonly QueueView[] = ['mine', 'team', 'unassigned', 'resolved']

const belongs = (view: QueueView, row: Row<'case'>): boolean => {
  if (row.site !== ids.altona) return false
  if (view === 'resolved') return row.state === 'resolved'
  if (row.state !== 'open') return false
  if (view === 'team') return true
  return view === 'mine' ? row.owner === ids.lena : row.owner === null
}

const aRow = fc.record({
  owner: fc.constantFrom(null, ids.lena, ids.jonas),
  state: fc.constantFrom('open' as const, 'open' as const, 'resolved' as const),
  waitingSince: fc.option(fc.integer({ min: NOW - DAY, max: NOW })),
  changedAt: fc.integer({ min: NOW - DAY, max: NOW }),
  site: fc.constantFrom(ids.altona, ids.altona, ids.altona, ids.kiel),
})

function fill(rows: readonly object[]): Row<'case'>[] {
  const cases = rows.map((row, n) => aCase({ id: anId(0x3000 + n), party: anId(0x4000 + n), safety: null, heard: null, ...row }))
  const people = cases.map((row) => lastPage(`party:${row.party}`, sent(2, held('party', party({ id: row.party })))))
  const headers = lastPage(inbox, ...cases.map((row) => sent(2, held('case', row))))
  own.absorb(
    frame(own.replica.cursor, own.replica.cursor + 1, { reset: true, pages: [lastPage('ref'), lastPage(mine), headers, ...people] }),
  )
  own.store.run('DELETE FROM outbox')
  own.replica.pending.load()
  return cases
}

test('every window of every view is the sorted whole, cut: with unsent claims, releases and resolutions among them', () => {
  fc.assert(
    fc.property(
      fc.array(aRow, { maxLength: 24 }),
      fc.array(fc.tuple(fc.nat(23), fc.constantFrom('case.claim', 'case.release', 'case.resolve', 'case.reopen')), { maxLength: 8 }),
      fc.record({ from: fc.nat(26), count: fc.integer({ min: 1, max: 12 }) }),
      (rows, moves, { from, count }) => {
        const cases = fill(rows)
        for (const [n, name] of moves) {
          const row = cases[n]
          if (!row) continue
          const { fence } = own.replica.pending.view.get('case', row.id) ?? row
          const named = { case: row.id, party: row.party }
          own.clock.at += MINUTE
          own.run(name, name === 'case.claim' || name === 'case.reopen' ? named : { ...named, fence, knows: 9 })
        }
        const all = cases.map((row) => own.replica.pending.view.get('case', row.id) ?? row)
        for (const view of views) {
          const expected = inOrder(all.filter((row) => belongs(view, row)))
          const shown = readQueue(own.replica, { view, from, count })
          expect(shown.cases).toEqual(expected.slice(from, from + count))
          expect([shown.total, shown.counts[view]]).toEqual([expected.length, expected.length])
        }
      },
    ),
    { numRuns: 60 },
  )
})

test('safety that nobody has met stands first, then whoever waits longest', () => {
  const safety = {
    message: ids.message,
    words: 'brakes failed',
    raisedAt: NOW,
    dueAt: NOW + 15 * MINUTE,
    answeredAt: null,
    dismissed: null,
  }
  fill([
    { waitingSince: NOW - HOUR },
    { waitingSince: NOW - 3 * HOUR },
    { waitingSince: NOW, safety },
    { waitingSince: null, changedAt: NOW - DAY },
  ])
  const { cases } = readQueue(own.replica, { view: 'unassigned', from: 0, count: 9 })
  expect(cases.map(({ id }) => id)).toEqual([2, 1, 0, 3].map((n) => anId(0x3000 + n)))
})

test('the queue is filling until every queue of this agent is here whole', () => {
  expect(readQueue(own.replica, { view: 'team', from: 0, count: 1 }).filling).toBe(true)
  fill([{}])
  expect(readQueue(own.replica, { view: 'team', from: 0, count: 1 }).filling).toBe(false)
  own.replica.want([`queue:${ids.kielInbox}` as never], NOW)
  expect(readQueue(own.replica, { view: 'team', from: 0, count: 1 }).filling).toBe(true)
})

test('cases of a site come and go with the grant, though their rows stay for the dossier', () => {
  fill([{}, {}])
  const count = () => readQueue(own.replica, { view: 'team', from: 0, count: 9 }).total
  expect(count()).toBe(2)
  own.store.write(() => own.replica.rows.serve([]))
  expect(count()).toBe(0)
  own.store.write(() => own.replica.rows.serve([ids.altona]))
  expect(count()).toBe(2)
})
