import { expect, test } from 'vitest'
import { heldOutreach, openComplaint } from '../../../src/domain/rules/suppression.ts'
import { aCase, anId, DAY, NOW, outreach } from '../../support/rows.ts'

const sales = outreach()
const service = outreach({ id: anId(0x43), purpose: 'service' })
const safety = outreach({ id: anId(0x44), purpose: 'safety' })

test('while a complaint is open nothing is sold; service and safety go on', () => {
  const because = aCase()
  expect(heldOutreach([safety, sales, service], [because])).toEqual([{ outreach: sales, because }])
})

test('an enquiry and a resolved complaint hold nothing back', () => {
  expect(heldOutreach([sales], [aCase({ kind: 'enquiry' }), aCase({ state: 'resolved', resolvedAt: NOW })])).toEqual([])
})

test('what went out or was called off is not held', () => {
  expect(heldOutreach([outreach({ state: 'sent' }), outreach({ state: 'cancelled' })], [aCase()])).toEqual([])
})

test('of several complaints the one open longest is the reason, and what is planned next comes first', () => {
  const old = aCase({ id: anId(0x45), openedAt: NOW - 9 * DAY })
  const later = outreach({ id: anId(0x46), plannedAt: NOW + 9 * DAY })
  expect(openComplaint([aCase(), old])).toEqual(old)
  expect(heldOutreach([later, sales], [aCase(), old]).map((one) => [one.outreach.id, one.because.id])).toEqual([
    [sales.id, old.id],
    [later.id, old.id],
  ])
})
