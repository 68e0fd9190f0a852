import { type CaseId, CommitmentId, CustomerId, PartyId, VehicleId } from '../../domain/id.ts'
import { type Car, reading } from './car.ts'
import { dice } from './dice.ts'
import { agents, queues, sites } from './group.ts'
import type { Happening } from './happening.ts'
import { casework } from './life/casework.ts'
import { allowed, known, seen } from './life/meeting.ts'
import { owns, repaired } from './life/owning.ts'
import { plan } from './life/plans.ts'
import { acquired } from './life/vehicle.ts'
import { models } from './models.ts'
import { type Pen, pen } from './pen.ts'
import type { Person } from './person.ts'
import { vin } from './registration.ts'
import { schedule } from './threads/schedule.ts'
import { atTime, DAY, HOUR, MINUTE, openingTime } from './wall-clock.ts'
import { campaigns } from './words/owning.ts'
import { brakesBefore, firstVisit, secondVisit } from './words/story.ts'

/** The signed-in owner of the sample dealership page. */
export const KATHARINA: Person = {
  party: PartyId.parse('01900000-0000-7000-8006-000000000001'),
  customer: CustomerId.parse('01900000-0000-7000-8007-000000000001'),
  visitor: null,
  crm: 'K-20418',
  name: 'Katharina Brandstätter-Meyerhoff',
  formal: 'Ms Brandstätter-Meyerhoff',
  language: 'en',
  home: 'hamburg',
  site: sites.hamburg.id,
  zone: sites.hamburg.zone,
  place: 'Hamburg-Ottensen',
  prefers: 'chat',
  email: 'katharina.brandstaetter@elbe-mail.example',
  phone: '+49 40 555 20 418',
}

const ago = (own: Pen, days: number): number => openingTime(own.now - days * DAY, own.person.zone, own.dice)

const vehicleId = (number: number) => VehicleId.parse(`01900000-0000-7000-8008-00000000000${number}`)

const euros = (whole: number) => ({ minor: whole * 100, currency: 'EUR' })

function tarn(own: Pen): Car {
  const from = ago(own, 1555)
  return {
    id: vehicleId(2),
    model: models.three,
    vin: vin('SZT', new Date(from).getUTCFullYear(), own.dice),
    plate: 'HH-BM 318',
    year: new Date(from).getUTCFullYear(),
    from,
    startKm: 14,
    kmPerDay: 21,
    warrantyUntil: from + 3 * 365 * DAY,
    contractEndsAt: own.now + 104 * DAY,
  }
}

function aurel(own: Pen): Car {
  const from = ago(own, 291)
  return {
    id: vehicleId(1),
    model: models.e4,
    vin: vin('SZA', new Date(from).getUTCFullYear(), own.dice),
    plate: 'HH-KB 2104',
    year: new Date(from).getUTCFullYear(),
    from,
    startKm: 11,
    kmPerDay: 46,
    warrantyUntil: from + 5 * 365 * DAY,
    contractEndsAt: null,
  }
}

/** Her first car with us: four uneventful years. */
function first(own: Pen, car: Car): void {
  seen(own, car.from - 12 * DAY)
  known(own, car.from - 12 * DAY)
  const source = 'Data sheet signed at the dealership'
  allowed(own, car.from - HOUR, { purpose: 'marketing', state: 'given', source })
  allowed(own, car.from - 50 * MINUTE, { purpose: 'survey', state: 'given', source })
  own.touch(car.from, { kind: 'handover_done', data: { model: car.model.name, by: agents.enno.name, odometerKm: 14 }, vehicle: car.id })
  owns(own, car, { until: own.now - 20 * DAY, taken: [], servicedAt: null })
  acquired(own, { car, recalls: [], soldAt: null })
}

/** From the first look at the E4 to its keys. */
function second(own: Pen, car: Car): void {
  const model = car.model.name
  const vehicle = car.id
  const source = 'nordhaus.example/web'
  const evening = atTime(own.now - 352 * DAY, 20 * 60 + 40, own.person.zone)
  allowed(own, evening, { purpose: 'journey', state: 'given', source: 'Asked on the website' })
  own.touch(evening + 2 * MINUTE, { kind: 'web_visit', data: { page: 'Aurel E4', model }, vehicle, source })
  own.touch(evening + 9 * MINUTE, { kind: 'web_visit', data: { page: 'Aurel E4: range and charging', model }, vehicle, source })
  const saved = { model, summary: 'Long Range, 86 kWh, Night Blue', price: euros(46_850) }
  own.touch(evening + 24 * MINUTE, { kind: 'config_saved', data: saved, vehicle, source })
  const drive = ago(own, 341)
  own.touch(ago(own, 346), { kind: 'test_drive_booked', data: { model, startsAt: drive }, vehicle })
  const remark = 'Quiet, and the best seats she ever sat in; wants to hear it on cobbles'
  own.touch(drive + 45 * MINUTE, { kind: 'test_drive_done', data: { model, remark }, vehicle })
  const quoted = ago(own, 338)
  own.touch(quoted, { kind: 'quote_sent', data: { model, price: euros(46_200), validUntil: quoted + 14 * DAY }, vehicle })
  const signed = ago(own, 331)
  const expectedAt = car.from - 12 * DAY
  own.touch(signed, { kind: 'order_placed', data: { model, price: euros(46_200), expectedAt }, vehicle })
  own.touch(signed + 2 * DAY, { kind: 'deposit_paid', data: { amount: euros(4_000) }, vehicle })
  const reason = 'The seat cover she chose came late'
  own.touch(ago(own, 312), { kind: 'eta_changed', data: { from: expectedAt, to: car.from, reason }, vehicle })
  own.touch(ago(own, 300), { kind: 'handover_booked', data: { model, startsAt: car.from }, vehicle })
  own.touch(car.from + 30 * MINUTE, {
    kind: 'handover_done',
    data: { model, by: agents.enno.name, odometerKm: reading(car, car.from + 30 * MINUTE) },
    vehicle,
  })
  const words = 'Two hours well spent. Enno even drove the cobbles with me.'
  const survey = { survey: 'nps', score: 9, best: 10, words }
  own.touch(car.from + 7 * DAY, { kind: 'survey_answered', data: survey, vehicle, source: 'nordhaus.example/surveys' })
}

/** The first complaint, eight weeks ago: settled then, it seemed. */
function complained(own: Pen, car: Car): CaseId {
  const around = own.now - 59 * DAY
  const lines = schedule(own, { thread: brakesBefore, variant: 0, standing: 'resolved', around })
  repaired(own, own.now - 56 * DAY, { car, work: firstVisit })
  return casework(own, {
    thread: brakesBefore,
    lines,
    standing: 'resolved',
    owner: agents.jonas,
    car,
    model: car.model.name,
    site: sites.hamburg,
    queue: queues.hamburg.id,
  })
}

/** The second visit, the promise nobody kept, and the part that lies on the shelf. */
function again(own: Pen, car: Car, written: CaseId): void {
  const rang = ago(own, 14)
  const about = 'the grinding from the front brakes is back'
  own.touch(rang, { kind: 'call', data: { way: 'inbound', outcome: 'answered', about }, vehicle: car.id })
  const ready = repaired(own, own.now - 11 * DAY, { car, work: secondVisit })
  const { party, zone } = own.person
  const promise = {
    commitment: CommitmentId.parse(own.id()),
    case: written,
    party,
    text: 'Call with the date the new brake caliper arrives',
  }
  own.run(ready + 10 * MINUTE, {
    name: 'commitment.record',
    args: { ...promise, dueAt: atTime(ready + 3 * DAY, 17 * 60, zone) },
    by: agents.mareike,
  })
  const arrived = atTime(own.now - 2 * DAY, 9 * 60 + 20, zone)
  own.touch(arrived, { kind: 'part_arrived', data: { part: 'Front brake caliper, left', topic: 'brakes' }, vehicle: car.id })
}

/** Everything that happened to the customer of the story before she writes today. */
export function katharina(now: number): readonly Happening[] {
  const own = pen(KATHARINA, dice('Katharina'), now)
  const [old, car] = [tarn(own), aurel(own)]
  first(own, old)
  second(own, car)
  const written = complained(own, car)
  const camera = campaigns
    .filter(({ model }) => model === car.model.name)
    .map(({ code, title, doNotDrive }) => ({ code, title, doNotDrive, doneAt: null }))
  for (const { code, title, doNotDrive } of camera)
    own.touch(ago(own, 20), { kind: 'recall_notice', data: { code, title, doNotDrive }, vehicle: car.id, source: 'aurel.example/recalls' })
  again(own, car, written)
  acquired(own, { car, recalls: camera, soldAt: null })
  plan(own, { title: 'Winter wheels for your Aurel E4', purpose: 'sales', inDays: 4, car })
  plan(own, { title: 'Renewal: your Tarn 3', purpose: 'sales', inDays: 8, car: old })
  return own.log
}
