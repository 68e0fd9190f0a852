import { expect, test } from 'vitest'
import { lookupNames, lookupsOf, sourceKey } from '../../src/domain/lookup.ts'
import {
  aCase,
  appointment,
  attachment,
  consent,
  HOUR,
  held,
  identity,
  ids,
  message,
  NOW,
  party,
  touchpoint,
  vehicle,
} from '../support/rows.ts'

test('a row is found under each key of its lookup, and by nothing else', () => {
  const owners = [
    { party: ids.katharina, from: 0, to: NOW },
    { party: ids.bernd, from: NOW, to: null },
    { party: ids.katharina, from: NOW, to: null },
  ]
  const told = touchpoint('walk_in', { reason: 'Part' })
  const rows = [
    held('case', aCase()),
    held('vehicle', vehicle({ owners })),
    held('identity', identity({ value: 'N-2104' })),
    held('consent', consent()),
    held('touchpoint', told),
    held('appointment', appointment()),
    held('appointment', appointment({ state: 'cancelled' })),
    held('attachment', attachment()),
    held('party', party()),
    held('message', message()),
  ]
  expect(rows.map(lookupsOf)).toEqual([
    [{ lookup: 'case.ofParty', key: ids.katharina }],
    [
      { lookup: 'vehicle.ofParty', key: ids.katharina },
      { lookup: 'vehicle.ofParty', key: ids.bernd },
    ],
    [{ lookup: 'identity.ofKey', key: 'crm:n-2104' }],
    [{ lookup: 'consent.ofParty', key: ids.visitor }],
    [{ lookup: 'touchpoint.ofSource', key: sourceKey(told) }],
    [{ lookup: 'appointment.ofSlot', key: `${ids.ramp} ${NOW + 19 * HOUR}` }],
    [],
    [{ lookup: 'attachment.ofHash', key: 'ab'.repeat(32) }],
    [],
    [],
  ])
})

test('no lookup is left without rows that are found by it', () => {
  const rows = [held('case', aCase()), held('vehicle', vehicle()), held('identity', identity()), held('consent', consent())]
  const later = [held('appointment', appointment()), held('attachment', attachment())]
  const found = [...rows, ...later, held('touchpoint', touchpoint('walk_in', { reason: 'Part' }))].flatMap(lookupsOf)
  expect(new Set(found.map((entry) => entry.lookup))).toEqual(new Set(lookupNames))
})
