import { expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import { addMonths } from '../../../src/domain/rules/calendar.ts'
import { stageOf } from '../../../src/domain/rules/stage.ts'
import { DAY, HOUR, NOW, touchpoint, workshop } from '../../support/rows.ts'

type Touchpoints = readonly Row<'touchpoint'>[]
const course = (touchpoints: Touchpoints, more: object = {}) => ({ touchpoints, ownedSince: null, contractEndsAt: null, ...more })
const visit = (at: number) => touchpoint('web_visit', { page: 'Tarn 5', model: 'Tarn 5' }, { at })
const config = (at: number) => touchpoint('config_saved', { model: 'Tarn 5', summary: null, price: null }, { at })
const drive = (at: number) => touchpoint('test_drive_done', { model: 'Tarn 5', remark: null }, { at })
const order = (at: number) => touchpoint('order_placed', { model: 'Tarn 5', price: null, expectedAt: null }, { at })
const eta = (at: number) => touchpoint('eta_changed', { from: NOW, to: NOW + DAY, reason: null }, { at })
const handover = (at: number) => touchpoint('handover_done', { model: 'Tarn 5', by: null, odometerKm: null }, { at })

test('nothing shows no stage', () => {
  expect(stageOf(course([]), NOW)).toBe(null)
})

test('the latest entry says where somebody is, and they may go back', () => {
  const steps = [visit(NOW - 9 * DAY), config(NOW - 8 * DAY), drive(NOW - 7 * DAY), order(NOW - 6 * DAY), eta(NOW - 5 * DAY)]
  const seen = steps.map((_, place) => stageOf(course(steps.slice(0, place + 1).toReversed()), NOW)?.stage)
  expect(seen).toEqual(['discover', 'configure', 'evaluate', 'order', 'await'])
  expect(stageOf(course([drive(NOW - 7 * DAY), config(NOW - DAY)]), NOW)).toEqual({ stage: 'configure', at: NOW - DAY })
})

test('what has not happened yet shows nothing', () => {
  expect(stageOf(course([visit(NOW - DAY), order(NOW + HOUR)]), NOW)?.stage).toBe('discover')
})

test('calls, invoices and messages show no stage', () => {
  const call = touchpoint('call', { way: 'inbound', outcome: 'answered', about: 'Delivery' }, { at: NOW - HOUR })
  expect(stageOf(course([order(NOW - DAY), call]), NOW)?.stage).toBe('order')
})

test('a handover lasts thirty days, then the car is simply owned', () => {
  const given = handover(NOW - 30 * DAY)
  expect(stageOf(course([given]), NOW - 1)).toEqual({ stage: 'handover', at: given.at })
  expect(stageOf(course([given]), NOW)).toEqual({ stage: 'own', at: NOW })
})

test('a workshop visit within the thirty days shows that the car is owned', () => {
  const early = workshop({}, { at: NOW - 20 * DAY })
  expect(stageOf(course([handover(NOW - 25 * DAY), early]), NOW)).toEqual({ stage: 'own', at: early.at })
})

test('a car that is owned is owned, though nobody recorded how it came to be', () => {
  expect(stageOf(course([], { ownedSince: NOW - 90 * DAY }), NOW)).toEqual({ stage: 'own', at: NOW - 90 * DAY })
  expect(stageOf(course([order(NOW - 95 * DAY)], { ownedSince: NOW - 90 * DAY }), NOW)).toEqual({ stage: 'own', at: NOW - 90 * DAY })
  expect(stageOf(course([], { ownedSince: NOW + DAY }), NOW)).toBe(null)
})

test('looking at other cars does not take back the one that was handed over', () => {
  expect(stageOf(course([handover(NOW - 99 * DAY), visit(NOW - DAY)]), NOW)?.stage).toBe('own')
})

test('six months before its contract ends a car is up for renewal, and a service does not change that', () => {
  const contractEndsAt = addMonths(NOW, 6)
  const served = touchpoint('service_done', { service: 'Inspection', odometerKm: null, total: null }, { at: NOW - DAY })
  const rows = [handover(NOW - 900 * DAY), served]
  expect(stageOf(course(rows, { contractEndsAt }), NOW)).toEqual({ stage: 'renew', at: NOW })
  expect(stageOf(course(rows, { contractEndsAt }), NOW - 1)?.stage).toBe('own')
})

test('a contract told of by a touchpoint counts where the car’s own record has none', () => {
  const told = touchpoint('contract_ending', { contract: 'lease', endsAt: addMonths(NOW, 3) }, { at: NOW - 200 * DAY })
  const served = workshop({}, { at: NOW - DAY })
  expect(stageOf(course([handover(NOW - 900 * DAY), told, served]), NOW)?.stage).toBe('renew')
})

test('eighteen months without service and a car has lapsed; a service brings it back', () => {
  const last = workshop({}, { at: addMonths(NOW, -18) })
  const rows = [handover(NOW - 1_500 * DAY), last]
  expect(stageOf(course(rows), NOW)).toEqual({ stage: 'lapsed', at: NOW })
  expect(stageOf(course(rows), NOW - 1)?.stage).toBe('own')
  expect(stageOf(course([...rows, workshop({}, { at: NOW - HOUR })]), NOW)?.stage).toBe('own')
})

test('a service that only falls due is no sign of life', () => {
  const due = touchpoint('service_due', { service: 'Inspection', dueAt: NOW }, { at: NOW - DAY })
  expect(stageOf(course([handover(addMonths(NOW, -30)), due]), NOW)?.stage).toBe('lapsed')
})

test('months are counted by the calendar, to the last day where a month is shorter', () => {
  expect(addMonths(Date.UTC(2026, 7, 31, 9, 30), -6)).toBe(Date.UTC(2026, 1, 28, 9, 30))
  expect(addMonths(Date.UTC(2024, 1, 29), 12)).toBe(Date.UTC(2025, 1, 28))
  expect(addMonths(Date.UTC(2026, 10, 12), 18)).toBe(Date.UTC(2028, 4, 12))
})
