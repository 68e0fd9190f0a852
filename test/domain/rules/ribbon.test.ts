import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addMonths } from '../../../src/domain/rules/calendar.ts'
import { ribbons, steps } from '../../../src/domain/rules/ribbon.ts'
import { touchpointKinds } from '../../../src/domain/touchpoints/table.ts'
import { aCase, anId, commitment, DAY, ids, NOW, opportunity, party, touchpoint, vehicle, workshop } from '../../support/rows.ts'

const nothing = { vehicles: [], opportunities: [], touchpoints: [], cases: [], commitments: [] }
const katharina = { ...nothing, parties: [party()] }
const car = { vehicle: ids.aurel }
const handover = (at: number) => touchpoint('handover_done', { model: 'Aurel E4 Touring', by: null, odometerKm: null }, { ...car, at })

test('somebody with no car and no wish has no ribbon', () => {
  expect(ribbons(katharina, NOW)).toEqual([])
})

test('each car they have and each purchase still open is a ribbon; what was sold, won or lost is none', () => {
  const sold = vehicle({ id: ids.tarn, owners: [{ party: ids.katharina, from: NOW - 900 * DAY, to: NOW - DAY }] })
  const others = vehicle({ id: anId(0xf3), owners: [{ party: ids.bernd, from: NOW - 900 * DAY, to: null }] })
  const [open, won, lost] = (['open', 'won', 'lost'] as const).map((state, n) => opportunity({ id: anId(0x22 + n), state }))
  const rows = { ...katharina, vehicles: [vehicle(), sold, others], opportunities: [open!, won!, lost!] }
  expect(ribbons(rows, NOW).map((ribbon) => ribbon.of)).toEqual([
    { kind: 'opportunity', id: open!.id },
    { kind: 'vehicle', id: ids.aurel },
  ])
})

test('a purchase in the making shows how far it came, and when the handover is expected', () => {
  const open = opportunity({ title: 'Tarn 5' })
  const at = (days: number) => ({ opportunity: open.id, at: NOW - days * DAY })
  const touchpoints = [
    touchpoint('quote_sent', { model: 'Tarn 5', price: { minor: 4_120_000, currency: 'EUR' }, validUntil: null }, at(8)),
    touchpoint('web_visit', { page: 'Tarn 5', model: 'Tarn 5' }, at(9)),
    touchpoint('order_placed', { model: 'Tarn 5', price: null, expectedAt: null }, at(5)),
    touchpoint('handover_booked', { model: 'Tarn 5', startsAt: NOW + 3 * DAY }, at(1)),
  ]
  const [ribbon] = ribbons({ ...katharina, opportunities: [open], touchpoints }, NOW)
  expect(ribbon).toMatchObject({ title: 'Tarn 5', plate: null, stage: 'await' })
  expect(ribbon?.steps.map(({ step, state, at: day }) => [step, state, day])).toEqual([
    ['explore', 'done', NOW - 9 * DAY],
    ['choose', 'done', NOW - 8 * DAY],
    ['buy', 'now', NOW - 5 * DAY],
    ['handover', 'ahead', NOW + 3 * DAY],
    ['own', 'ahead', null],
    ['return', 'ahead', null],
  ])
})

test('a leased car shows when its return begins, before and after', () => {
  const contractEndsAt = addMonths(NOW, 9)
  const rows = { ...katharina, vehicles: [vehicle({ contractEndsAt })], touchpoints: [handover(NOW - 300 * DAY)] }
  const last = (now: number) => ribbons(rows, now)[0]?.steps.at(-1)
  expect(last(NOW)).toMatchObject({ step: 'return', state: 'ahead', at: addMonths(NOW, 3) })
  expect(last(addMonths(NOW, 4))).toMatchObject({ step: 'return', state: 'now', at: addMonths(NOW, 3) })
})

test('what hurt stands at the step it fell in, and only on the car it was about', () => {
  const late = handover(NOW - 100 * DAY)
  const promised = commitment({ dueAt: NOW - 101 * DAY })
  const complained = aCase({ openedAt: NOW - 99 * DAY })
  const touchpoints = [touchpoint('order_placed', { model: 'A', price: null, expectedAt: null }, { ...car, at: NOW - 200 * DAY }), late]
  const other = vehicle({ id: ids.tarn, model: 'Tarn 3', plate: null })
  const rows = { ...katharina, vehicles: [vehicle(), other], touchpoints, commitments: [promised], cases: [complained] }
  const marks = ribbons(rows, NOW).flatMap(({ title, steps: drawn }) =>
    drawn.flatMap(({ step, friction }) => friction.map((mark) => [title, step, mark.kind, mark.row])),
  )
  expect(marks).toEqual([
    ['Aurel E4 Touring', 'buy', 'promise-broken', promised.id],
    ['Aurel E4 Touring', 'handover', 'complaint', complained.id],
  ])
})

test('the same repair a second time within a year hurts; another repair, or the same after years, does not', () => {
  const visits = [
    workshop({ topic: 'brakes' }, { at: NOW - 800 * DAY }),
    workshop({ topic: 'brakes' }, { at: NOW - 90 * DAY }),
    workshop({ topic: 'tyres' }, { at: NOW - 80 * DAY }),
    workshop({ topic: 'brakes' }, { at: NOW - 10 * DAY }),
  ]
  const [ribbon] = ribbons({ ...katharina, vehicles: [vehicle()], touchpoints: visits }, NOW)
  expect(ribbon?.steps.flatMap((step) => step.friction)).toEqual([{ kind: 'repeat-repair', at: NOW - 10 * DAY, row: visits[3]!.id }])
})

test('looking around that is over for three months is no interest any more, and an open purchase takes its place', () => {
  const looked = (at: number) => touchpoint('web_visit', { page: 'Tarn 5', model: 'Tarn 5' }, { at })
  expect(ribbons({ ...katharina, touchpoints: [looked(NOW - 91 * DAY)] }, NOW)).toEqual([])
  const rows = { ...katharina, touchpoints: [looked(NOW - DAY)], opportunities: [opportunity()] }
  expect(ribbons(rows, NOW).map((ribbon) => ribbon.of.kind)).toEqual(['opportunity'])
})

test('whatever happens in whatever order, a ribbon has its six steps, one of them now, done before it and ahead after it', () => {
  const kinds = [...touchpointKinds.keys()]
  const happening = fc.record({ kind: fc.constantFrom(...kinds), at: fc.integer({ min: NOW - 2_000 * DAY, max: NOW + 50 * DAY }) })
  fc.assert(
    fc.property(
      fc.array(happening, { maxLength: 12 }),
      fc.option(fc.integer({ min: NOW - DAY, max: NOW + 900 * DAY })),
      (all, contractEndsAt) => {
        const touchpoints = all.map(({ kind, at }) => touchpoint(kind, {}, { ...car, at }))
        const [ribbon] = ribbons({ ...katharina, vehicles: [vehicle({ contractEndsAt })], touchpoints }, NOW)
        expect(ribbon?.steps.map((step) => step.step)).toEqual(steps)
        expect(ribbon?.steps.map((step) => step.state).join(' ')).toMatch(/^(done )*now( ahead)*$/)
        for (const step of ribbon?.steps ?? []) if (step.state !== 'ahead') expect(step.at ?? 0).toBeLessThanOrEqual(NOW)
      },
    ),
  )
})
