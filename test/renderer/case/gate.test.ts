import { expect, test } from 'vitest'
import { gateOf } from '../../../src/renderer/case/gate.ts'
import { aCase, ids } from '../../support/rows.ts'

const mine = aCase({ owner: ids.lena })
const at = (more: object = {}) => ({ row: mine, me: ids.lena, line: 'live' as const, unseen: 0, caughtUp: true, ...more })

test('a case of one’s own, read to its end, on a live line: the words go', () => {
  expect(gateOf(at())).toEqual({ open: true, how: 'send' })
})

test('offline, or not yet connected, the words are queued and nothing is held', () => {
  expect(gateOf(at({ line: 'offline' }))).toEqual({ open: true, how: 'queue' })
  expect(gateOf(at({ line: 'connecting' }))).toEqual({ open: true, how: 'queue' })
})

test('while catching up the words are held, for nobody knows yet what came meanwhile', () => {
  expect(gateOf(at({ line: 'catching-up' }))).toEqual({ open: false, why: 'catching-up' })
})

test('a line that is back does not let words go before the thread itself is whole', () => {
  expect(gateOf(at({ caughtUp: false }))).toEqual({ open: false, why: 'catching-up' })
})

test('messages that came and were not seen hold the words, and are counted', () => {
  expect(gateOf(at({ unseen: 2 }))).toEqual({ open: false, why: 'unseen', count: 2 })
})

test('a case that a colleague holds is answered by the colleague, whatever else is so', () => {
  expect(gateOf(at({ row: aCase({ owner: ids.jonas }), unseen: 3 }))).toEqual({ open: false, why: 'theirs', owner: ids.jonas })
})

test('an unowned case may be answered: sending takes it first', () => {
  expect(gateOf(at({ row: aCase({ owner: null }) }))).toEqual({ open: true, how: 'send' })
})

test('a resolved case is opened again before anybody writes in it', () => {
  expect(gateOf(at({ row: aCase({ owner: ids.lena, state: 'resolved' }) }))).toEqual({ open: false, why: 'resolved' })
})
