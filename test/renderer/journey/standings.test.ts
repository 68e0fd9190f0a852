import { expect, test } from 'vitest'
import type { Closing } from '../../../src/renderer/journey/closings.ts'
import { owedAndEnded } from '../../../src/renderer/journey/standings.ts'
import { anId, commitment, DAY, HOUR, NOW } from '../../support/rows.ts'

const late = commitment({ id: anId(1), text: 'late', dueAt: NOW - HOUR })
const soon = commitment({ id: anId(2), text: 'soon', dueAt: NOW + HOUR })
const far = commitment({ id: anId(3), text: 'far', dueAt: NOW + 9 * DAY })
const kept = commitment({ id: anId(4), text: 'kept', dueAt: NOW - DAY, state: 'kept', closedAt: NOW - 2 * DAY })
const all = [far, kept, soon, late]

const closing = (more: Partial<Closing> = {}): Closing => ({ state: 'kept', at: NOW, command: 'c', refused: null, ...more })
const texts = (rows: readonly { readonly promise: { readonly text: string } }[]) => rows.map(({ promise }) => promise.text)

test('what is late comes first, then what is due soon, then the rest; what is over stands apart', () => {
  const { owed, ended } = owedAndEnded({ promises: all, closings: {}, now: NOW })
  expect(texts(owed)).toEqual(['late', 'soon', 'far'])
  expect(owed.map((one) => one.standing)).toEqual(['late', 'soon', 'open'])
  expect(texts(ended)).toEqual(['kept'])
})

test('a promise just kept here says so before the engine has answered, and stays where it was', () => {
  const { owed } = owedAndEnded({ promises: all, closings: { [soon.id]: closing({ command: null }) }, now: NOW })
  expect(texts(owed)).toEqual(['late', 'soon', 'far'])
  expect(owed[1]?.standing).toBe('kept')
})

test('once the engine has it, it still does not leave from under the pointer', () => {
  const done = { ...soon, state: 'kept' as const, closedAt: NOW }
  const { owed, ended } = owedAndEnded({ promises: [far, done, late], closings: { [soon.id]: closing() }, now: NOW })
  expect(texts(owed)).toEqual(['late', 'soon', 'far'])
  expect(ended).toEqual([])
})

test('a refused ending leaves the promise as it stood', () => {
  const { owed } = owedAndEnded({ promises: all, closings: { [late.id]: closing({ refused: 'already-closed' }) }, now: NOW })
  expect(owed[0]?.standing).toBe('late')
  expect(owed[0]?.promise.state).toBe('open')
})

test('kept after it was due is kept, and broken all the same', () => {
  const tardy = commitment({ dueAt: NOW - 2 * DAY, state: 'kept', closedAt: NOW - DAY })
  const { ended } = owedAndEnded({ promises: [tardy], closings: {}, now: NOW })
  expect(ended[0]?.standing).toBe('kept')
  expect(ended[0]?.broken).toBe(true)
})
