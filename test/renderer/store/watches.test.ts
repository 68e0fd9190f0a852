import { expect, test } from 'vitest'
import type { Facts } from '../../../src/domain/contract/bridge.ts'
import { deltaOf } from '../../../src/domain/contract/delta.ts'
import type { Query, Result } from '../../../src/domain/contract/query.ts'
import type { Row } from '../../../src/domain/kind.ts'
import { Watches } from '../../../src/renderer/store/watches.ts'
import { aCase, anId, ids } from '../../support/rows.ts'

const [a, b] = [aCase({ id: anId(1) }), aCase({ id: anId(2) })]
const counts = { mine: 2, team: 2, unassigned: 0, resolved: 0 }
const queueOf = (...cases: readonly Row<'case'>[]): Result => ({
  of: 'queue',
  value: { total: cases.length, from: 0, cases, counts, filling: false },
})
const mine: Query = { of: 'queue', view: 'mine', from: 0, count: 200 }
const one: Query = { of: 'case', case: a.id }

/** An engine that answers from a table, and frames and pauses that come when the test says so. */
function stage() {
  const asked: number[] = []
  const closed: number[] = []
  const frames: (() => void)[] = []
  const laters: (() => void)[] = []
  let changed: (patches: Facts['changed']) => void = () => {}
  let answer: Result | null = queueOf(a, b)
  let last: unknown = answer
  const watches = new Watches(
    {
      watch: ({ watch }) => {
        asked.push(watch)
        return answer ? Promise.resolve(structuredClone(answer)) : Promise.reject(new Error('closed'))
      },
      unwatch: async (watch) => {
        closed.push(watch)
        return null
      },
      // Only this one fact is heard here.
      hear: (_, then) => {
        changed = then as typeof changed
        return () => {}
      },
    },
    {
      frame: (then) => frames.push(then),
      later: (then) => {
        laters.push(then)
        return () => laters.splice(laters.indexOf(then), 1)
      },
    },
  )
  const run = (list: (() => void)[]): void => {
    for (const then of list.splice(0)) then()
  }
  return {
    watches,
    asked,
    closed,
    frame: () => run(frames),
    pause: () => run(laters),
    patch: (watch: number, result: Result) => {
      const delta = deltaOf(last, result)
      last = result
      if (delta) changed([{ watch, delta: structuredClone(delta) }])
    },
    answers: (result: Result | null) => {
      answer = result
      last = result
    },
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('two parts of the screen that show the same ask once', async () => {
  const { watches, asked } = stage()
  watches.listen(mine, () => {})
  watches.listen({ ...mine }, () => {})
  await settle()
  expect(asked).toEqual([1])
  expect(watches.value(mine)?.total).toBe(2)
})

test('a thousand patches before the next frame tell a row once, with the last of them', async () => {
  const { watches, frame, patch } = stage()
  watches.listen(mine, () => {})
  await settle()
  let told = 0
  watches.records.listen(a.id, () => {
    told += 1
  })
  for (let n = 1; n <= 1_000; n++) patch(1, queueOf({ ...a, unanswered: n }, b))
  expect(told).toBe(0)
  frame()
  expect(told).toBe(1)
  expect(watches.records.get(a.id)?.unanswered).toBe(1_000)
})

test('a row whose record did not change is not told', async () => {
  const { watches, frame, patch } = stage()
  watches.listen(mine, () => {})
  await settle()
  let told = 0
  watches.records.listen(b.id, () => {
    told += 1
  })
  patch(1, queueOf({ ...a, unanswered: 7 }, b))
  frame()
  expect(told).toBe(0)
})

test('what nobody shows any more is given up after a moment, unless it is shown again', async () => {
  const { watches, closed, pause } = stage()
  const stop = watches.listen(mine, () => {})
  await settle()
  stop()
  const again = watches.listen(mine, () => {})
  pause()
  expect(closed).toEqual([])
  again()
  pause()
  expect(closed).toEqual([1])
  expect(watches.records.get(a.id)).toBeNull()
})

test('a case that another watch still shows stays when the queue lets it go', async () => {
  const { watches, answers, pause } = stage()
  const stop = watches.listen(mine, () => {})
  answers({ of: 'case', value: { case: a, pending: false, dark: null } })
  watches.listen(one, () => {})
  await settle()
  stop()
  pause()
  expect(watches.records.get(a.id)?.id).toBe(a.id)
  expect(watches.records.get(b.id)).toBeNull()
})

test('an engine that cannot answer is said to have failed, and can be asked again', async () => {
  const { watches, answers } = stage()
  answers(null)
  watches.listen(mine, () => {})
  await settle()
  expect(watches.state(mine)).toBe('failed')
  answers(queueOf(a))
  watches.retry(mine)
  await settle()
  expect(watches.state(mine)).toBe('here')
  expect(watches.value(mine)?.cases[0]?.id).toBe(a.id)
})

test('what is told before the answer is here goes on from it', async () => {
  const { watches, frame, patch } = stage()
  watches.listen(mine, () => {})
  patch(1, queueOf(a))
  frame()
  expect(watches.value(mine)).toBeNull()
  await settle()
  expect(watches.value(mine)?.cases.map(({ id }) => id)).toEqual([a.id])
  patch(1, queueOf(b, a))
  frame()
  expect(watches.value(mine)?.cases.map(({ id }) => id)).toEqual([b.id, a.id])
})

test('what does not go on from what is here is asked for again, under another number', async () => {
  const { watches, asked, closed, frame, patch, answers } = stage()
  watches.listen(mine, () => {})
  await settle()
  answers({ of: 'case', value: { case: a, pending: false, dark: null } })
  patch(1, { of: 'case', value: { case: b, pending: false, dark: null } })
  answers(queueOf(b))
  frame()
  await settle()
  expect([asked, closed]).toEqual([[1, 2], [1]])
  expect(watches.value(mine)?.cases.map(({ id }) => id)).toEqual([b.id])
})

test('a colleague’s patch for a watch that is closed by now changes nothing', async () => {
  const { watches, frame, patch, pause } = stage()
  const stop = watches.listen(mine, () => {})
  await settle()
  stop()
  pause()
  patch(1, queueOf({ ...a, owner: b.owner ?? null, subject: ids.lena }))
  frame()
  expect(watches.value(mine)).toBeNull()
})
