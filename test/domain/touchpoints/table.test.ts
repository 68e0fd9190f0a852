import { expect, test } from 'vitest'
import { dataOf } from '../../../src/domain/touchpoints/kind.ts'
import { parseData, touchpointKinds } from '../../../src/domain/touchpoints/table.ts'
import { webVisit } from '../../../src/domain/touchpoints/web-visit.ts'
import { wordsOf } from '../../../src/domain/touchpoints/words.ts'
import { NOW, touchpoint } from '../../support/rows.ts'

const euro = { minor: 4_120_000, currency: 'EUR' }

/** One of each kind, whole. */
const samples: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  web_visit: { page: 'Tarn 5', model: 'Tarn 5' },
  config_saved: { model: 'Tarn 5', summary: 'Long range, blue', price: euro },
  config_abandoned: { model: 'Tarn 5', step: 'Wheels' },
  brochure: { model: 'Tarn 5', format: 'download' },
  lead: { model: 'Tarn 5', from: 'Marketplace', wish: 'A test drive' },
  quote_sent: { model: 'Tarn 5', price: euro, validUntil: NOW },
  test_drive_booked: { model: 'Tarn 5', startsAt: NOW },
  test_drive_done: { model: 'Tarn 5', remark: 'Quiet' },
  walk_in: { reason: 'Asked about the part' },
  order_placed: { model: 'Tarn 5', price: euro, expectedAt: NOW },
  deposit_paid: { amount: euro },
  eta_changed: { from: NOW, to: NOW, reason: 'Ship late' },
  handover_booked: { model: 'Tarn 5', startsAt: NOW },
  handover_done: { model: 'Tarn 5', by: 'Jonas Feld', odometerKm: 12 },
  service_due: { service: 'Inspection', dueAt: NOW },
  service_done: { service: 'Inspection', odometerKm: 30_000, total: euro },
  workshop_visit: { concern: 'Brake noise', done: 'Pads', topic: 'brakes', odometerKm: 40_910, days: 3, until: NOW, warranty: true },
  part_arrived: { part: 'Brake caliper', topic: 'brakes' },
  recall_notice: { code: 'R-2611', title: 'Brake booster', doNotDrive: false },
  recall_done: { code: 'R-2611', title: 'Brake booster' },
  call: { way: 'outreach', outcome: 'answered', about: 'Part date' },
  invoice_sent: { number: 'R-77', total: euro, estimate: null, about: 'Inspection' },
  survey_answered: { survey: 'csat', score: 2, best: 5, words: 'Too slow' },
  message_sent: { title: 'Winter wheels', purpose: 'sales', channel: 'email' },
  contract_ending: { contract: 'lease', endsAt: NOW },
  roadside: { fault: 'Flat battery', place: 'Kassel', topic: 'battery', towed: true },
}

const kinds = [...touchpointKinds.values()]
const write = (how: string): string => `<${how}>`
const placeholders = (message: string): string[] => [...message.matchAll(/\{(\w+)(?=[},])/g)].map(([, name]) => name ?? '')

test('every kind stands under its own name, with a sample here', () => {
  expect(kinds.map((kind) => kind.kind)).toEqual([...touchpointKinds.keys()])
  expect(Object.keys(samples).toSorted()).toEqual([...touchpointKinds.keys()].toSorted())
})

test('every kind reads its own data, and refuses anything more or anything missing by name', () => {
  for (const [kind, data] of Object.entries(samples)) {
    expect(parseData(kind, data), kind).toEqual({ ok: true, data })
    expect(parseData(kind, { ...data, card: '4111' }), kind).toMatchObject({ refusal: { code: 'malformed', field: 'data.card' } })
    for (const field of Object.keys(data)) {
      const { [field]: _, ...rest } = data
      expect(parseData(kind, rest), `${kind}.${field}`).toMatchObject({ refusal: { code: 'malformed', field: `data.${field}` } })
    }
  }
})

test('a kind nobody knows is refused with those there are', () => {
  expect(parseData('teleported', {})).toMatchObject({ ok: false, refusal: { code: 'malformed', field: 'kind' } })
})

test('every phrase has its kind’s id, and every placeholder is a field of its data', () => {
  for (const { kind, title, detail, shows } of kinds) {
    const fields = Object.keys(samples[kind] ?? {})
    expect(title.id).toBe(`touchpoint.${kind}`)
    if (detail) expect(detail.id).toBe(`touchpoint.${kind}.detail`)
    for (const name of placeholders(detail?.message ?? '')) expect(fields, kind).toContain(name)
    const plain = title.message.replaceAll(/\w+ \{[^{}]*\}/g, '')
    for (const name of placeholders(plain)) expect(fields, kind).toContain(name)
    for (const name of Object.keys(shows ?? {})) expect(fields, kind).toContain(name)
  }
})

test('money, days and distances are never put into a sentence as bare numbers', () => {
  for (const [kind, data] of Object.entries(samples)) {
    const words = wordsOf(touchpoint(kind, data), write)
    for (const [field, value] of Object.entries(data)) {
      const bare = typeof value === 'object' || (typeof value === 'number' && value > 1_000)
      if (bare && value !== null) expect(words?.values[field], `${kind}.${field}`).toMatch(/^<(money|day|moment|km)>$/)
    }
  }
})

test('a second line is left out where a part of it is not known', () => {
  const whole = touchpoint('quote_sent', samples.quote_sent ?? {})
  expect(wordsOf(whole, write)).toEqual({
    title: { id: 'touchpoint.quote_sent', message: 'Quote for {model}: {price}' },
    detail: { id: 'touchpoint.quote_sent.detail', message: 'Valid until {validUntil}' },
    values: { model: 'Tarn 5', price: '<money>', validUntil: '<day>' },
    icon: 'file-text',
    way: 'outreach',
  })
  expect(wordsOf(touchpoint('quote_sent', { ...samples.quote_sent, validUntil: null }), write)?.detail).toBe(null)
})

test('a call goes the way it went', () => {
  const way = (told: string) => wordsOf(touchpoint('call', { ...samples.call, way: told }), write)?.way
  expect([way('inbound'), way('outreach')]).toEqual(['inbound', 'outreach'])
})

test('a touchpoint of a kind this desk does not know has no words, and no data of another kind', () => {
  const strange = touchpoint('teleported', { page: 'Tarn 5', model: null })
  expect([wordsOf(strange, write), dataOf(webVisit, strange)]).toEqual([null, null])
  expect(dataOf(webVisit, touchpoint('web_visit', samples.web_visit ?? {}))).toEqual(samples.web_visit)
})
