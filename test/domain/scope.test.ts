import { expect, test } from 'vitest'
import type { KindRow } from '../../src/domain/kind.ts'
import { kindNames, kinds } from '../../src/domain/kind.ts'
import { parseScope, scopeId, scopesOf } from '../../src/domain/scope.ts'
import {
  aCase,
  anId,
  appointment,
  attachment,
  commitment,
  consent,
  customer,
  DAY,
  held,
  identity,
  ids,
  message,
  NOW,
  opportunity,
  outreach,
  party,
  presence,
  resource,
  site,
  touchpoint,
  vehicle,
  whisper,
} from '../support/rows.ts'

const dossier = `party:${ids.katharina}`
const agentRow = kinds.agent.parse({
  id: ids.lena,
  name: 'Lena Vogt',
  email: 'l@nordhaus.example',
  language: 'de',
  grants: [],
  active: true,
})
const brandRow = kinds.brand.parse({ id: anId(1), name: 'Aurel' })

const table: readonly [KindRow, readonly string[]][] = [
  [held('group', kinds.group.parse({ id: anId(2), name: 'Nordhaus Gruppe' })), ['ref']],
  [held('brand', brandRow), ['ref']],
  [held('site', site()), ['ref']],
  [held('agent', agentRow), ['ref']],
  [held('queue', kinds.queue.parse({ id: ids.inbox, site: ids.altona, name: 'Inbox' })), ['ref']],
  [held('party', party()), [dossier]],
  [held('customer', customer({ parties: [ids.katharina, ids.visitor] })), [dossier, `party:${ids.visitor}`]],
  [held('identity', identity()), [dossier]],
  [held('consent', consent()), [`party:${ids.visitor}`]],
  [held('vehicle', vehicle()), [dossier]],
  [held('opportunity', opportunity()), [`party:${ids.visitor}`]],
  [held('touchpoint', touchpoint('walk_in', { reason: 'Part' })), [dossier]],
  [held('case', aCase()), [`queue:${ids.inbox}`, dossier]],
  [held('message', message()), [dossier]],
  [held('commitment', commitment()), [dossier, `user:${ids.jonas}`, `floor:${ids.altona}`]],
  [held('outreach', outreach()), [dossier]],
  [held('resource', resource()), [`site:${ids.altona}`]],
  [held('appointment', appointment()), [dossier, `site:${ids.altona}`]],
  [held('attachment', attachment()), [dossier]],
  [held('presence', presence()), [`user:${ids.lena}`, `floor:${ids.altona}`]],
  [held('whisper', whisper()), [`user:${ids.lena}`, `user:${ids.jonas}`]],
]

test('every kind of row stands in its scopes, and none is forgotten', () => {
  expect(table.map(([entry]) => entry.kind)).toEqual(kindNames)
  expect(table.map(([entry]) => scopesOf(entry))).toEqual(table.map(([, scopes]) => scopes))
})

test('an owned case is its owner’s, too', () => {
  expect(scopesOf(held('case', aCase({ owner: ids.lena })))).toEqual([`queue:${ids.inbox}`, dossier, `user:${ids.lena}`])
})

test('a site sees who is expected; whoever came, missed it or called off is in their own dossier only', () => {
  const ended = ['arrived', 'missed', 'cancelled'].map((state) => scopesOf(held('appointment', appointment({ state }))))
  expect(ended).toEqual([[dossier], [dossier], [dossier]])
})

test('a supervisor’s floor sees the promises of its site while they are open', () => {
  const closed = commitment({ state: 'kept', closedAt: NOW })
  expect(scopesOf(held('commitment', closed))).toEqual([dossier, `user:${ids.jonas}`])
})

test('a car stands with everybody who had it, once each', () => {
  const owners = [
    { party: ids.katharina, from: NOW - 9 * DAY, to: NOW - 8 * DAY },
    { party: ids.bernd, from: NOW - 8 * DAY, to: NOW - 7 * DAY },
    { party: ids.katharina, from: NOW - 7 * DAY, to: null },
  ]
  expect(scopesOf(held('vehicle', vehicle({ owners })))).toEqual([dossier, `party:${ids.bernd}`])
})

test('every scope a row stands in is read back by its name', () => {
  const names = table.flatMap(([entry]) => scopesOf(entry))
  expect(names.map(parseScope)).toEqual(names)
  expect(names.filter((name) => name !== 'ref').map((name) => `${name.split(':')[0]}:${scopeId(name)}`)).toEqual(
    names.filter((name) => name !== 'ref'),
  )
  expect(scopeId('ref')).toBe('')
})

test('what is no scope is not read as one', () => {
  const others = [
    '',
    'REF',
    'party',
    'party:',
    'party:17',
    `party:${ids.bernd}:x`,
    `case:${ids.case}`,
    `party:${ids.bernd.toUpperCase().replace('D3', 'ZZ')}`,
  ]
  expect(others.filter((name) => parseScope(name) !== null)).toEqual([])
})
