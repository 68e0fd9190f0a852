import { afterEach, expect, test, vi } from 'vitest'
import type { Facts } from '../../../../src/domain/contract/bridge.ts'
import { applied } from '../../../../src/domain/contract/delta.ts'
import type { Query, Result } from '../../../../src/domain/contract/query.ts'
import { wallClock } from '../../../../src/main/engine/clock.ts'
import { HubTime } from '../../../../src/main/engine/hub-time.ts'
import { Standing } from '../../../../src/main/engine/line/standing.ts'
import { Touched } from '../../../../src/main/engine/touched.ts'
import { FloorRowsKept } from '../../../../src/main/engine/watch/floor-rows.ts'
import { Holdings } from '../../../../src/main/engine/watch/holdings.ts'
import { read } from '../../../../src/main/engine/watch/read.ts'
import type { Circumstances } from '../../../../src/main/engine/watch/sync.ts'
import { Watches } from '../../../../src/main/engine/watch/watches.ts'
import { until } from '../../../support/desk.ts'
import { frame, inbox, katharina, lastPage, mine, sent } from '../../../support/frames.ts'
import { ownReplica } from '../../../support/replica.ts'
import { aCase, agent, anId, held, ids, message, NOW, party, site } from '../../../support/rows.ts'

const own = ownReplica()

afterEach(() => void vi.useRealTimers())

const around = ({ replica }: typeof own): Circumstances => ({
  now: () => NOW,
  time: new HubTime(replica.store, wallClock),
  holdings: new Holdings(replica, () => 0),
  seenAt: () => NOW,
  signAt: () => null,
  elapsed: () => 0,
  nextTryAt: () => null,
  leaseUntil: () => null,
  free: () => null,
})

function begin() {
  const header = sent(1, held('case', aCase()))
  own.absorb(
    frame(0, 1, {
      pages: [
        lastPage('ref'),
        lastPage(mine),
        lastPage(inbox, header),
        lastPage(katharina, header, sent(1, held('party', party())), sent(1, held('message', message()))),
      ],
    }),
  )
  const reads: Query['of'][] = []
  const told: (readonly { readonly watch: number; readonly result: Result }[])[] = []
  const shown = new Map<number, Result>()
  const became = ({ watch, delta }: Facts['changed'][number]) => {
    const result = applied(shown.get(watch), delta) as Result
    shown.set(watch, result)
    return { watch, result }
  }
  const watches = new Watches(
    (query) => {
      reads.push(query.of)
      const { replica } = own
      const floors = new FloorRowsKept(replica)
      return read({ replica, standing: new Standing(replica), sending: new Set(), around: around(own), floors }, query)
    },
    (changed) => told.push(changed.map(became)),
    wallClock,
  )
  const queries: Query[] = [
    { of: 'queue', view: 'team', from: 0, count: 10 },
    { of: 'case', case: ids.case as never },
    { of: 'thread', case: ids.case as never, count: 10 },
    { of: 'dossier', party: ids.katharina as never },
    { of: 'reference' },
    { of: 'sync' },
  ]
  for (const [n, query] of queries.entries()) shown.set(n + 1, watches.watch(n + 1, query))
  reads.length = 0
  const move = (more: object): void => {
    const answer = own.absorb(frame(own.replica.cursor, own.replica.cursor + 1, more))
    if (!answer.ok) throw new Error(answer.why)
    watches.moved(answer.touched)
  }
  return { watches, reads, told, move, shown }
}

test('only what shows a changed row is read again, and only what is other than before is told', () => {
  const { watches, reads, told, move } = begin()
  move({ rows: [sent(9, held('site', site()))] })
  watches.flush()
  expect(reads).toEqual(['reference'])
  expect(told.flat().map(({ watch }) => watch)).toEqual([5])
  move({ rows: [sent(10, held('site', site()))] })
  watches.flush()
  expect(told).toHaveLength(1)
})

test('a new message is told to its case, its thread and its dossier, not to the queue of other cases', () => {
  const { watches, reads, told, move } = begin()
  move({ rows: [sent(9, held('message', message({ id: anId(0x61), number: 2, text: 'Hello?' })))] })
  watches.flush()
  expect(reads.toSorted()).toEqual(['case', 'dossier', 'thread'])
  const thread = told.flat().find(({ result }) => result.of === 'thread')?.result
  expect(thread?.of === 'thread' && thread.value.messages.map(({ message: { text } }) => text)).toEqual([
    'The brake noise is back.',
    'Hello?',
  ])
})

test('a hundred changes in a row are told as one, and what is told is the last', async () => {
  const { told, move } = begin()
  for (let n = 0; n < 100; n++) move({ rows: [sent(10 + n, held('case', aCase({ subject: `Subject ${n}` })))] })
  await until(() => told.length > 0)
  const queue = told.flat().findLast(({ result }) => result.of === 'queue')?.result
  expect(queue?.of === 'queue' && queue.value.cases[0]?.subject).toBe('Subject 99')
  expect(told.length).toBeLessThan(10)
})

test('what is no longer watched is neither read nor told', () => {
  const { watches, reads, told, move } = begin()
  for (let n = 1; n <= 6; n++) watches.unwatch(n)
  move({ rows: [sent(9, held('case', aCase({ subject: 'Unseen' })))] })
  watches.flush()
  expect([reads, told]).toEqual([[], []])
})

test('when everything is replaced every screen looks again', () => {
  const { watches, reads } = begin()
  const touched = new Touched()
  touched.everything = true
  watches.moved(touched)
  watches.flush()
  expect(reads).toHaveLength(6)
})

test('a change made here touches the case, its thread, its dossier and the queue, before any hub has heard of it', () => {
  const { watches, told } = begin()
  watches.moved(own.run('case.claim', { case: ids.case, party: ids.katharina }).touched)
  watches.flush()
  expect(
    told
      .flat()
      .map(({ result }) => result.of)
      .toSorted(),
  ).toEqual(['case', 'dossier', 'queue', 'sync'])
  const shown = told.flat().find(({ result }) => result.of === 'case')?.result
  expect(shown?.value).toMatchObject({ pending: true, case: { owner: agent().id } })
})

test('a floor on which something moves all the time is told four times a second, and everything else at once', () => {
  vi.useFakeTimers()
  const { watches, reads, move, shown } = begin()
  shown.set(7, watches.watch(7, { of: 'floor', site: null, kind: null, queue: null }))
  reads.length = 0
  for (let n = 0; n < 90; n++) {
    move({ rows: [sent(10 + n, held('case', aCase({ subject: `Subject ${n}` })))] })
    const touched = new Touched()
    touched.screens.add('pulse')
    watches.moved(touched)
    vi.advanceTimersByTime(10)
  }
  const counted = (of: string): number => reads.filter((one) => one === of).length
  expect(counted('floor')).toBeGreaterThanOrEqual(3)
  expect(counted('floor')).toBeLessThanOrEqual(3)
  expect(counted('queue')).toBeGreaterThan(40)
  // The last that moved is told as well, without anything more.
  const before = counted('floor')
  vi.advanceTimersByTime(250)
  expect(counted('floor')).toBe(before + 1)
})
