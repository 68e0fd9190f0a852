import { expect, test } from 'vitest'
import type { SyncCentre } from '../../../src/domain/contract/sync.ts'
import { CommandId, PartyId } from '../../../src/domain/id.ts'
import { countsOf } from '../../../src/renderer/sync/counts.ts'
import { groupsOf, inOrder, shownOf } from '../../../src/renderer/sync/groups.ts'
import { decided, item, quiet, waiting } from '../../support/fixture-sync.ts'
import { anId } from '../../support/rows.ts'

const names = (sync: SyncCentre, filter: Parameters<typeof shownOf>[1]) => groupsOf(shownOf(sync, filter)).map((group) => group.name)

const other = PartyId.parse(anId(0x777))

test('whatever is not with the hub counts as on this device only, and what needs a person is part of it', () => {
  expect(countsOf(decided)).toEqual({ here: 5, needs: 4 })
  expect(countsOf(waiting)).toEqual({ here: 4, needs: 0 })
  expect(countsOf(quiet)).toEqual({ here: 0, needs: 0 })
})

test('customers with a decision stand before those who only wait, and sent work comes last', () => {
  const sync = {
    ...quiet,
    waiting: [item(1, { party: other, customerName: 'Waits' })],
    decisions: [item(40, { state: 'review', reasons: ['old'] })],
    sentToday: { count: 1, items: [item(2, { party: PartyId.parse(anId(0x778)), customerName: 'Sent', state: 'sent' })] },
  } as const
  expect(names(sync, 'all')).toEqual(['Katharina Brandstätter-Meyerhoff', 'Waits', 'Sent'])
})

test('a booking and the words that rest on it are one chain, the decision on top', () => {
  const [katharina] = groupsOf(shownOf(decided, 'needs'))
  expect(katharina?.chains.map((chain) => chain.items.map(({ name, state }) => `${name} ${state}`))).toEqual([
    ['appointment.book refused', 'message.reply held'],
  ])
})

test('the decisions show the whole chain, for its parts share one fate; what waits elsewhere is left out', () => {
  expect(shownOf(decided, 'needs')).toHaveLength(5)
  expect(shownOf(decided, 'waiting').map(({ state }) => state)).toEqual(['held'])
  expect(shownOf(decided, 'sent')).toHaveLength(3)
})

test('a group says how much of it is still here', () => {
  expect(groupsOf(shownOf(decided, 'all')).map(({ total, here }) => [total, here])).toEqual([
    [4, 2],
    [2, 1],
    [1, 1],
    [1, 1],
  ])
})

test('down the list one thing follows the other as they stand on screen', () => {
  const order = inOrder(groupsOf(shownOf(waiting, 'all'))).map(({ command }) => command)
  expect(order).toEqual([49, 51, 52, 55].map((n) => CommandId.parse(anId(0xd0000 + n))))
})
