import { expect, test } from 'vitest'
import type { Dossier } from '../../../src/domain/contract/query.ts'
import { concerns, entriesOf, isLive, passes } from '../../../src/renderer/journey/entries.ts'
import { aCase, anId, commitment, DAY, HOUR, MINUTE, NOW, party, touchpoint, workshop } from '../../support/rows.ts'

const dossier = (more: Partial<Dossier> = {}): Dossier => ({
  party: party(),
  customer: null,
  parties: [party()],
  consents: [],
  identities: [],
  vehicles: [],
  opportunities: [],
  touchpoints: [],
  cases: [],
  commitments: [],
  outreach: [],
  lastContactAt: null,
  whole: true,
  ...more,
})

const visit = (minutes: number, page = 'Prices') => touchpoint('web_visit', { page, model: null }, { at: NOW - minutes * MINUTE })
const kindsOf = (rows: ReturnType<typeof entriesOf>) => rows.map((entry) => (entry.of === 'promise' ? entry.turn : entry.of))

test('what happened earlier but was told late slots in where it happened', () => {
  const late = touchpoint('walk_in', { reason: 'Price list' }, { at: NOW - 2 * DAY, receivedAt: NOW })
  const rows = [workshop({}, { at: NOW - DAY }), late, workshop({}, { at: NOW - 3 * DAY })]
  expect(entriesOf(dossier({ touchpoints: rows }), NOW).map((entry) => entry.at)).toEqual([NOW - DAY, NOW - 2 * DAY, NOW - 3 * DAY])
})

test('a case is its first word, one line for the whole conversation, and its end', () => {
  const closed = aCase({
    openedAt: NOW - 3 * DAY,
    heard: { number: 40, at: NOW - 2 * DAY },
    messages: 52,
    state: 'resolved',
    resolvedAt: NOW - DAY,
  })
  expect(kindsOf(entriesOf(dossier({ cases: [closed] }), NOW))).toEqual(['resolved', 'talk', 'opened'])
})

test('a case of one message needs no second line for its conversation', () => {
  expect(kindsOf(entriesOf(dossier({ cases: [aCase()] }), NOW))).toEqual(['opened'])
})

test('a promise kept too late was broken when it fell due, and kept when it was kept', () => {
  const late = commitment({ madeAt: NOW - 5 * DAY, dueAt: NOW - 3 * DAY, state: 'kept', closedAt: NOW - DAY })
  const entries = entriesOf(dossier({ commitments: [late] }), NOW)
  expect(kindsOf(entries)).toEqual(['kept', 'broken', 'made'])
  expect(entries.map((entry) => entry.at)).toEqual([NOW - DAY, NOW - 3 * DAY, NOW - 5 * DAY])
})

test('a promise not yet due is made and no more', () => {
  expect(kindsOf(entriesOf(dossier({ commitments: [commitment({ dueAt: NOW + HOUR })] }), NOW))).toEqual(['made'])
})

test('pages looked at in one sitting are one line, which stays the same line as the sitting goes on', () => {
  const first = visit(20, 'Prices')
  const before = entriesOf(dossier({ touchpoints: [first] }), NOW)
  const after = entriesOf(dossier({ touchpoints: [first, visit(10, 'Hours'), visit(2, 'Brakes')] }), NOW)
  expect(after).toHaveLength(1)
  expect(after[0]?.key).toBe(before[0]?.key)
  expect(after[0]?.at).toBe(NOW - 2 * MINUTE)
  expect(after[0] && concerns(after[0], first.id)).toBe(true)
})

test('a visit half an hour after the last one begins another sitting', () => {
  expect(entriesOf(dossier({ touchpoints: [visit(50), visit(19)] }), NOW)).toHaveLength(2)
})

test('what happened between two pages parts them', () => {
  const rows = [visit(20), workshop({}, { at: NOW - 15 * MINUTE }), visit(10)]
  expect(kindsOf(entriesOf(dossier({ touchpoints: rows }), NOW))).toEqual(['touchpoint', 'touchpoint', 'touchpoint'])
})

test('a call is inbound or outreach as its record says', () => {
  const rang = (way: string, at: number) => touchpoint('call', { way, outcome: 'answered', about: 'Brakes' }, { at })
  const rows = entriesOf(dossier({ touchpoints: [rang('inbound', NOW - HOUR), rang('outreach', NOW - DAY)] }), NOW)
  expect(rows.map((entry) => entry.way)).toEqual(['inbound', 'outreach'])
})

test('the workshop filter shows work on the car and nothing else', () => {
  const part = touchpoint('part_arrived', { part: 'Caliper', topic: 'brakes' }, { at: NOW - HOUR })
  const rows = [workshop({}, { at: NOW - DAY }), part, visit(20)]
  const entries = entriesOf(dossier({ touchpoints: rows, cases: [aCase()], commitments: [commitment()] }), NOW)
  const shown = entries.filter((entry) => passes(entry, 'workshop'))
  expect(shown.map((entry) => entry.row)).toEqual([part.id, rows[0]?.id])
})

test('inbound and outreach leave out what merely happened', () => {
  const entries = entriesOf(dossier({ touchpoints: [workshop({}, { at: NOW - DAY })], cases: [aCase()] }), NOW)
  expect(entries.filter((entry) => passes(entry, 'inbound')).map((entry) => entry.of)).toEqual(['opened'])
  expect(entries.filter((entry) => passes(entry, 'outreach'))).toEqual([])
  expect(entries.filter((entry) => passes(entry, 'all'))).toHaveLength(2)
})

test('a visit of three minutes ago may be going on; one of six minutes ago is over', () => {
  const [fresh] = entriesOf(dossier({ touchpoints: [visit(3)] }), NOW)
  const [old] = entriesOf(dossier({ touchpoints: [visit(6)] }), NOW)
  expect(fresh && isLive(fresh, NOW)).toBe(true)
  expect(old && isLive(old, NOW)).toBe(false)
})

test('two rows of one moment always stand in the same order', () => {
  const [a, b] = [workshop({}, { id: anId(1), at: NOW }), workshop({}, { id: anId(2), at: NOW })]
  const there = entriesOf(dossier({ touchpoints: [a, b] }), NOW).map((entry) => entry.key)
  expect(entriesOf(dossier({ touchpoints: [b, a] }), NOW).map((entry) => entry.key)).toEqual(there)
})
