import { expect, test } from 'vitest'
import { isSlot, slotsOf } from '../../../src/domain/rules/slots.ts'
import { sites } from '../../../src/hub/sample/group.ts'
import { population } from '../../../src/hub/sample/population.ts'
import { wall } from '../../../src/hub/wall.ts'

const DAY = 24 * 3_600_000
const dealerships = [sites.hamburg, sites.leeds]
const nights = [Date.UTC(2026, 10, 22, 14, 5), Date.UTC(2026, 10, 25, 22, 58), Date.UTC(2026, 2, 28, 3), Date.UTC(2026, 9, 24, 22, 30)]
const groups = nights.map((now) => ({ now, rows: population(now) }))
const dayOf = (at: number, zone: string): number => Math.floor(wall(at, zone) / DAY)

test('every dealership can book its workshop, test drives and deliveries, and the contact centre its own room', () => {
  const [{ rows } = { rows: population(0) }] = groups
  const purposes = (site: string) => rows.resource.filter((one) => one.site === site).flatMap((one) => one.purposes)
  for (const { id } of dealerships) expect(new Set(purposes(id))).toEqual(new Set(['service', 'test-drive', 'visit', 'handover']))
  expect(purposes(sites.care.id)).toEqual(['visit'])
})

test('on whatever day and hour it is looked at, four or more are expected today and twelve or more this week', () => {
  for (const { now, rows } of groups) {
    for (const { id, zone } of dealerships) {
      const here = rows.appointment.filter((row) => row.site === id)
      const ahead = here.map(({ startsAt }) => dayOf(startsAt, zone) - dayOf(now, zone))
      expect(ahead.filter((day) => day === 0).length).toBeGreaterThanOrEqual(4)
      expect(ahead.length).toBeGreaterThanOrEqual(12)
      expect(ahead.every((day) => day >= 0 && day < 22)).toBe(true)
    }
  }
})

test('everybody is expected in a slot there is, no slot holds more than fit, and there is room left to book', () => {
  for (const { now, rows } of groups) {
    for (const resource of rows.resource) {
      const here = rows.appointment.filter((row) => row.resource === resource.id)
      expect(here.filter(({ startsAt, purpose }) => !isSlot(resource, startsAt) || !resource.purposes.includes(purpose))).toEqual([])
      const starts = Map.groupBy(here, ({ startsAt }) => startsAt)
      expect([...starts.values()].filter((together) => together.length > resource.capacity)).toEqual([])
      expect(slotsOf(resource, rows.appointment, { from: now, to: now + 7 * DAY }).filter(({ free }) => free > 0).length).toBeGreaterThan(
        20,
      )
    }
  }
})

test('who is expected is a customer of that dealership, in their own car, and comes once', () => {
  for (const { rows } of groups) {
    for (const row of rows.appointment) {
      expect(rows.party.find(({ id }) => id === row.party)?.sites).toContain(row.site)
      expect(row.customerName).toBe(rows.customer.find(({ parties }) => parties.includes(row.party))?.name)
      const car = rows.vehicle.find(({ id }) => id === row.vehicle)
      expect(row.vehicle === null || car?.owners.some(({ party, to }) => party === row.party && to === null)).toBe(true)
    }
    expect(new Set(rows.appointment.map(({ party }) => party)).size).toBe(rows.appointment.length)
  }
})

test('what the journeys tell of drives and keys to come is what is booked', () => {
  for (const { now, rows } of groups) {
    const told = rows.touchpoint.filter(
      ({ kind, data }) => ['test_drive_booked', 'handover_booked'].includes(kind) && Number(data.startsAt) > now,
    )
    const booked = rows.appointment.filter(({ purpose, startsAt }) => purpose !== 'service' && startsAt > now)
    const plain = (list: readonly { party: string; at: unknown }[]) => list.map(({ party, at }) => `${party} ${at}`).sort()
    expect(plain(told.map(({ party, data }) => ({ party, at: data.startsAt })))).toEqual(
      plain(booked.map(({ party, startsAt }) => ({ party, at: startsAt }))),
    )
    expect(told.length).toBeGreaterThan(0)
  }
})
