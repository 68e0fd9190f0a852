import { expect, test } from 'vitest'
import { changedSince } from '../../../src/domain/rules/changed.ts'
import { aCase, anId, commitment, DAY, HOUR, ids, MINUTE, message, NOW, outreach, touchpoint, workshop } from '../../support/rows.ts'

const nothing = { touchpoints: [], cases: [], commitments: [], outreach: [], messages: [], lastContactAt: null }
const author = { kind: 'agent', agent: ids.jonas, name: 'Jonas Feld' }
const wrote = (at: number, more: object = {}) => message({ id: anId(0x401 + (at % 1_000)), author, at, ...more })
const visit = (at: number) => touchpoint('web_visit', { page: 'Home', model: null }, { at })

test('nothing known is nothing changed', () => {
  expect(changedSince(nothing, NOW)).toEqual({ since: null, changes: [] })
})

test('only what came after the last word counts, the newest first', () => {
  const [before, first, second] = [visit(NOW - 3 * DAY), workshop({}, { at: NOW - DAY }), visit(NOW - HOUR)]
  const rows = { ...nothing, messages: [wrote(NOW - 2 * DAY)], touchpoints: [before, first, second, visit(NOW + HOUR)] }
  expect(changedSince(rows, NOW)).toEqual({
    since: { at: NOW - 2 * DAY, by: 'Jonas Feld', how: 'message' },
    changes: [
      { kind: 'visit', at: second.at, row: second },
      { kind: 'visit', at: first.at, row: first },
    ],
  })
})

test('a note is no contact, nor is a call that nobody answered, nor what the customer said', () => {
  const missed = touchpoint('call', { way: 'outreach', outcome: 'missed', about: 'Part date' }, { at: NOW - DAY })
  const rows = { ...nothing, touchpoints: [missed], messages: [wrote(NOW - 2 * DAY, { kind: 'note' }), message({ at: NOW - 3 * DAY })] }
  expect(changedSince(rows, NOW).since).toBe(null)
})

test('contact in another case counts where only its time is known', () => {
  const rows = { ...nothing, lastContactAt: NOW - 9 * DAY, touchpoints: [visit(NOW - 10 * DAY), visit(NOW - 8 * DAY)] }
  const { since, changes } = changedSince(rows, NOW)
  expect(since).toEqual({ at: NOW - 9 * DAY, by: null, how: 'message' })
  expect(changes.map((change) => change.at)).toEqual([NOW - 8 * DAY])
})

test('a conversation that goes on is one sitting; after four silent hours the next word is a new contact', () => {
  const going = [wrote(NOW - 9 * DAY), message({ at: NOW - 3 * HOUR }), wrote(NOW - 2 * HOUR), message({ at: NOW - MINUTE })]
  expect(changedSince({ ...nothing, messages: going }, NOW).since?.at).toBe(NOW - 9 * DAY)
  expect(changedSince({ ...nothing, messages: going }, NOW + 5 * HOUR).since?.at).toBe(NOW - 2 * HOUR)
})

test('a promise counts from when it was due, a kept one does not', () => {
  const kept = commitment({ id: anId(0x14), state: 'kept', closedAt: NOW - 21 * HOUR })
  const rows = { ...nothing, messages: [wrote(NOW - DAY)], commitments: [commitment(), kept] }
  expect(changedSince(rows, NOW).changes).toEqual([{ kind: 'promise-broken', at: NOW - 20 * HOUR, row: commitment() }])
})

test('an offer counts from when it began to wait: when it was planned for, or when the complaint came', () => {
  const planned = outreach({ plannedAt: NOW - 10 * MINUTE })
  const ahead = outreach({ id: anId(0x47), plannedAt: NOW + DAY })
  const rows = { ...nothing, cases: [aCase()], outreach: [planned, ahead], messages: [wrote(NOW - DAY)] }
  expect(changedSince(rows, NOW).changes.map(({ at, row }) => [row.id, at])).toEqual([
    [planned.id, NOW - 10 * MINUTE],
    [ahead.id, NOW - HOUR],
  ])
})

test('where we never spoke, three months are looked at', () => {
  const rows = { ...nothing, touchpoints: [visit(NOW - 89 * DAY), visit(NOW - 91 * DAY)] }
  expect(changedSince(rows, NOW).changes.map((change) => change.at)).toEqual([NOW - 89 * DAY])
})
