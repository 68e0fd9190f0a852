import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { Checks } from '../../../../src/main/engine/line/checks.ts'
import type { HubSocket } from '../../../../src/main/engine/line/dial.ts'
import { Thrift } from '../../../../src/main/engine/line/thrift.ts'
import { frame, inbox, katharina, lastPage, mine, sent } from '../../../support/frames.ts'
import { ownReplica } from '../../../support/replica.ts'
import { aCase, held, ids, message, party } from '../../../support/rows.ts'

const own = ownReplica()
const HOUR = 3_600_000

type Shown = { readonly cursor: number; readonly digests: readonly { scope: string; n: number; xor: string }[] }

function opened() {
  const shown: Shown[] = []
  let due: (() => void) | null = null
  let live = true
  const clock = {
    ...own.clock,
    now: () => own.clock.at,
    later: (ms: number, then: () => void) => {
      expect(ms).toBeGreaterThanOrEqual(60_000)
      due = then
      return () => {
        due = null
      }
    },
  }
  const socket: HubSocket = {
    connect: () => undefined,
    close: () => undefined,
    hear: () => undefined,
    whisper: () => undefined,
    ask(event, [words]) {
      expect(event).toBe('check')
      shown.push(words as Shown)
      return Promise.resolve({ ok: true, differ: [] })
    },
  }
  const checks = new Checks({ replica: own.replica, clock, live: () => live })
  return {
    shown,
    checks,
    socket,
    isLive: (now: boolean) => {
      live = now
    },
    rest: async () => {
      const then = due
      due = null
      then?.()
      for (let turns = 0; turns < 10; turns++) await Promise.resolve()
      return then !== null
    },
  }
}

const eight = (text: string): bigint => createHash('sha256').update(text).digest().readBigUInt64BE()

const fill = (): void => {
  const pages = [
    lastPage(mine),
    lastPage(inbox, sent(2, held('case', aCase()))),
    lastPage(katharina, sent(2, held('case', aCase())), sent(3, held('party', party())), sent(4, held('message', message()))),
  ]
  own.absorb(frame(0, 10, { pages }))
}

test('I3: at rest a desk shows what it holds of each scope, as the wire tells it, and once in six hours', async () => {
  fill()
  const { shown, checks, socket, rest } = opened()
  checks.online(socket)
  await rest()
  const xor = eight(`case ${ids.case} 2`) ^ eight(`party ${ids.katharina} 3`) ^ eight(`message ${ids.message} 4`)
  expect(shown).toHaveLength(1)
  expect(shown[0]?.cursor).toBe(10)
  expect(shown[0]?.digests).toEqual([
    { scope: mine, n: 0, xor: '0'.repeat(16) },
    { scope: inbox, n: 1, xor: eight(`case ${ids.case} 2`).toString(16).padStart(16, '0') },
    { scope: katharina, n: 3, xor: xor.toString(16).padStart(16, '0') },
  ])
  await rest()
  own.clock.at += 5 * HOUR
  await rest()
  expect(shown).toHaveLength(1)
  own.clock.at += HOUR
  await rest()
  expect(shown).toHaveLength(2)
})

test('a desk that is catching up, or without a line, shows nothing', async () => {
  fill()
  const { shown, checks, socket, isLive, rest } = opened()
  isLive(false)
  checks.online(socket)
  expect(await rest()).toBe(true)
  checks.offline()
  isLive(true)
  expect(await rest()).toBe(false)
  expect(shown).toEqual([])
})

test('a scope that is being filled is not shown', async () => {
  fill()
  own.absorb(frame(10, 11, { again: [katharina] }))
  const { shown, checks, socket, rest } = opened()
  checks.online(socket)
  await rest()
  expect(shown[0]?.digests.map(({ scope }) => scope)).toEqual([mine, inbox])
})

test('a line is gone easy on when most greetings of late took longer than four tenths of a second', () => {
  const thrift = new Thrift()
  expect(thrift.on).toBe(false)
  thrift.greeted(900)
  expect(thrift.on).toBe(true)
  for (const ms of [30, 40, 35]) thrift.greeted(ms)
  expect(thrift.on).toBe(false)
  for (let n = 0; n < 5; n++) thrift.greeted(600)
  expect(thrift.on).toBe(true)
})
