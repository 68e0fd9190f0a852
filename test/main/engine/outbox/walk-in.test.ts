import { beforeEach, expect, test } from 'vitest'
import { membersOf } from '../../../../src/main/engine/watch/dossier.ts'
import { frame, inbox, lastPage, mine, sent } from '../../../support/frames.ts'
import { ownReplica } from '../../../support/replica.ts'
import { anId, appointment, HOUR, held, ids, NOW, party, queue, resource } from '../../../support/rows.ts'

const own = ownReplica()
const altona = `site:${ids.altona}` as const
const dossier = `party:${ids.bernd}` as const
const nine = NOW + 19 * HOUR

const walkIn = {
  party: ids.bernd,
  site: ids.altona,
  name: 'Bernd Oltmanns',
  language: 'de',
  contacts: [{ kind: 'phone', value: '+49 40 5550177' }],
  vehicle: { id: ids.tarn, brand: null, model: 'Tarn 5', plate: 'HH-P 77', vin: null, year: 2021 },
}
const opened = {
  case: anId(0x701),
  party: ids.bernd,
  site: ids.altona,
  queue: ids.inbox,
  kind: 'complaint',
  subject: 'Rattles',
  channel: 'dealership',
  remedy: 'repair',
  vehicle: ids.tarn,
  note: { message: anId(0x702), text: 'Rattles when cold.' },
}
const booked = {
  appointment: anId(0x703),
  party: ids.bernd,
  resource: ids.ramp,
  purpose: 'service',
  startsAt: nine,
  vehicle: ids.tarn,
  case: anId(0x701),
  note: null,
}
const visit = {
  ...{ id: anId(0x704), party: ids.bernd, kind: 'walk_in', at: NOW, site: ids.altona, vehicle: ids.tarn, opportunity: null },
  ...{ case: anId(0x701), source: { source: 'desk', id: anId(0x704) }, data: { reason: 'Rattles' }, origin: 'live' },
}
const promise = { commitment: anId(0x705), case: anId(0x701), party: ids.bernd, text: 'Call tonight', dueAt: NOW + 4 * HOUR }

const offline = (site: object = lastPage(altona, sent(2, held('resource', resource())))): void => {
  own.absorb(
    frame(0, 10, { reset: true, pages: [lastPage('ref', sent(1, held('queue', queue()))), lastPage(mine), lastPage(inbox), site] }),
  )
}
const say = (name: string, args: object) => own.run(name, args as never).receipt
const kept = (name: string, args: object): string => {
  const receipt = say(name, args)
  if (!receipt.kept) throw new Error(JSON.stringify(receipt.outcome))
  expect([name, receipt.outcome]).toEqual([name, { ok: true }])
  return receipt.command
}

beforeEach(() => offline())

test('somebody who walks in while the line is down is registered, opened a case, booked and promised a call, all at once', () => {
  kept('party.register', walkIn)
  kept('case.open', opened)
  kept('appointment.book', booked)
  kept('touchpoint.record', visit)
  kept('commitment.record', promise)
  const { view } = own.replica.pending
  expect(view.inScope(dossier, 'vehicle')).toMatchObject([{ id: ids.tarn, owners: [{ party: ids.bernd }] }])
  expect(view.inScope(mine, 'case')).toMatchObject([{ subject: 'Rattles', customerName: 'Bernd Oltmanns', messages: 1 }])
  expect(view.inScope(altona, 'appointment')).toMatchObject([{ customerName: 'Bernd Oltmanns', startsAt: nine }])
  expect(membersOf(own.replica, party({ id: ids.bernd }).id)).toEqual([ids.bernd])
})

test('what was done for them is there again when the desk is opened again, still without a line', () => {
  kept('party.register', walkIn)
  kept('case.open', opened)
  kept('appointment.book', booked)
  const before = [...own.replica.pending.overlay]
  own.reopen()
  expect([...own.replica.pending.overlay]).toEqual(before)
  kept('commitment.record', promise)
})

test('a second customer for the last place is told at once that it is taken, and so is a time that is no slot', () => {
  own.absorb(frame(10, 11, { rows: [sent(11, held('appointment', appointment()))] }))
  kept('party.register', walkIn)
  expect(say('appointment.book', { ...booked, case: null })).toMatchObject({ kept: false, outcome: { refusal: { code: 'slot-taken' } } })
  const odd = say('appointment.book', { ...booked, case: null, startsAt: nine + 1 })
  expect(odd).toMatchObject({ kept: false, outcome: { refusal: { code: 'no-slot' } } })
})

test('where not all that is booked is here, the hub decides: nothing is claimed to be free', () => {
  offline({ scope: altona, rows: [sent(2, held('resource', resource()))], next: { kind: 'resource', id: ids.ramp } })
  kept('party.register', walkIn)
  expect(say('appointment.book', { ...booked, case: null })).toMatchObject({ kept: true, outcome: null })
  expect(say('appointment.book', { ...booked, appointment: anId(0x706), resource: anId(0x707), case: null })).toMatchObject({
    outcome: null,
  })
})

test('between the hub’s word and their dossier nobody disappears: what this desk knows of them stays until the hub’s own comes', () => {
  const registered = kept('party.register', walkIn)
  const later = kept('case.open', opened)
  own.absorb(frame(10, 11, { decided: [{ command: registered, outcome: { ok: true } }] }))
  const { replica } = own
  expect(replica.held.entries().find(([scope]) => scope === dossier)?.[1].state).toBe('asked')
  expect(replica.rows.get('party', ids.bernd)).toMatchObject({ name: 'Bernd Oltmanns' })
  expect(replica.rows.get('vehicle', ids.tarn)).toMatchObject({ plate: 'HH-P 77' })
  expect(replica.pending.all().map(({ kept: { envelope }, outcome }) => [envelope.id, outcome])).toEqual([[later, { ok: true }]])
  expect(own.reopen().rows.get('party', ids.bernd)).toMatchObject({ name: 'Bernd Oltmanns' })
  const hubs = party({ id: ids.bernd, name: 'Bernd Oltmanns', place: null, firstSeenAt: NOW + 700 })
  own.absorb(frame(11, 12, { pages: [lastPage(dossier, sent(11, held('party', hubs)))] }))
  expect(own.replica.rows.get('party', ids.bernd)).toEqual(hubs)
  expect(own.replica.held.whole(dossier)).toBe(true)
})

test('somebody whom the hub refuses leaves nothing behind in what is held', () => {
  const registered = kept('party.register', walkIn)
  own.absorb(frame(10, 11, { decided: [{ command: registered, outcome: { ok: false, refusal: { code: 'not-found', field: 'site' } } }] }))
  expect(own.replica.rows.get('party', ids.bernd)).toBe(null)
  expect(own.replica.held.has(dossier)).toBe(false)
})
