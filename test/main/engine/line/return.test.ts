import { expect, test } from 'vitest'
import type { Problem } from '../../../../src/domain/contract/problem.ts'
import type { Clock } from '../../../../src/main/engine/clock.ts'
import type { Dial, HubSocket } from '../../../../src/main/engine/line/dial.ts'
import { Line } from '../../../../src/main/engine/line/line.ts'
import { LineState } from '../../../../src/main/engine/line/state.ts'
import { Thrift } from '../../../../src/main/engine/line/thrift.ts'
import { TicketBook } from '../../../../src/main/engine/line/tickets.ts'
import { anId } from '../../../support/rows.ts'

type Hear = (...words: readonly unknown[]) => void

/** A line to a hub that answers as it is told, by a clock turned by hand; the waits it took, in order. */
function scripted(chance: number) {
  const waits: number[] = []
  const due: (() => void)[] = []
  const heard = new Map<string, Hear>()
  let answer: unknown = null
  let dialled = 0
  const clock: Clock = {
    now: () => 1,
    elapsed: () => 1,
    random: () => chance,
    bytes: (count) => new Uint8Array(count),
    later(ms, then) {
      waits.push(ms)
      due.push(then)
      return () => undefined
    },
  }
  const socket: HubSocket = {
    connect: () => void dialled++,
    close: () => undefined,
    hear: (event, then) => void heard.set(event, then as Hear),
    ask: () => Promise.resolve(answer),
    whisper: () => undefined,
  }
  const dial: Dial = { socket: () => socket, post: () => Promise.resolve(null) }
  const tickets = new TicketBook(
    { hub: 'http://hub.example', device: 'd', dial, now: () => 1, renewed: () => undefined },
    { access: 'a', accessUntil: 9_999_999, refresh: 'r' },
  )
  const state = new LineState({ now: () => 1, tell: () => undefined, saw: () => undefined }, null)
  const nothing = (): undefined => undefined
  const served = {
    ...{
      welcomed: nothing,
      up: nothing,
      down: nothing,
      expired: nothing,
      typed: nothing,
      viewed: nothing,
      pulsed: nothing,
      frame: () => 0,
    },
    hello: () => ({ device: 'd' as never, epoch: null, cursor: 0 }),
    holds: () => [],
  }
  const thrift = new Thrift()
  const line = new Line({ hub: 'http://hub.example', dial, clock, tickets, state, served, thrift })
  const turn = async (): Promise<void> => {
    for (let turns = 0; turns < 10; turns++) await Promise.resolve()
  }
  return {
    line,
    waits,
    dialled: () => dialled,
    turn,
    say: async (event: string, ...words: readonly unknown[]) => {
      heard.get(event)?.(...words)
      await turn()
    },
    answers: (next: unknown) => {
      answer = next
    },
    comeBack: async () => {
      due.splice(0).forEach((then) => void then())
      await turn()
    },
  }
}

const welcome = { ok: true, now: 1, group: anId(1), agent: anId(2), epoch: anId(3), head: 0 }
const full: Problem = { type: 'about:blank', title: 'Not ready yet', status: 503, retryAfter: 5 }

test('a hub that is full is asked again after the time it named and a part of a growing pause', async () => {
  const one = scripted(0.5)
  one.line.start()
  await one.turn()
  for (let attempt = 0; attempt < 8; attempt++) {
    one.answers({ ok: false, problem: full })
    await one.say('connect')
    await one.comeBack()
  }
  expect(one.waits).toEqual([5_500, 6_000, 7_000, 9_000, 13_000, 21_000, 35_000, 35_000])
})

test('no hub keeps a desk away longer than five minutes by its word', async () => {
  const one = scripted(0)
  one.line.start()
  await one.turn()
  one.answers({ ok: false, problem: { ...full, retryAfter: 999_999 } })
  await one.say('connect')
  expect(one.waits).toEqual([300_000])
})

test('a desk that is sent on its way comes back within the time named, by chance, and backs off from nothing', async () => {
  const one = scripted(0.5)
  one.line.start()
  await one.turn()
  one.answers(welcome)
  await one.say('connect')
  await one.say('move', 15)
  await one.comeBack()
  expect([one.waits, one.dialled()]).toEqual([[7_500], 2])
  await one.say('connect')
  await one.say('move', 'soon')
  await one.comeBack()
  await one.say('disconnect', 'transport close')
  expect(one.waits).toEqual([7_500, 0, 500])
})
