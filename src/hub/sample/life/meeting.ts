import type { Row } from '../../../domain/kind.ts'
import type { Pen } from '../pen.ts'
import { DAY, HOUR, MINUTE } from '../wall-clock.ts'

const party = ({ person }: Pen, at: number, id: string): Row<'party'> => ({
  id: person.party,
  customer: null,
  name: null,
  language: person.language,
  sites: [person.site],
  contacts: [],
  prefers: id === person.party ? person.prefers : null,
  place: id === person.party ? person.place : null,
  firstSeenAt: at,
  origin: 'sample',
})

/** Somebody is seen for the first time, not yet known by name. */
export function seen(pen: Pen, at: number, id: Row<'party'>['id'] = pen.person.party): void {
  pen.put(at, { kind: 'party', row: { ...party(pen, at, id), id } })
}

/** The dealership learns who it is. */
export function known(pen: Pen, at: number, id: string = pen.person.party): void {
  const { person } = pen
  const { crm, name, email, phone, customer } = person
  const source = id === person.party ? 'Dealer management system' : 'Signed in on the website'
  pen.run(at, { name: 'party.identify', args: { party: id, identity: pen.id(), customer, crm, name, email, phone, source } })
}

interface Said {
  readonly purpose: Row<'consent'>['purpose']
  readonly state: Row<'consent'>['state']
  readonly source: string
  readonly party?: string
}

/** They allowed something, or took it back. */
export function allowed(pen: Pen, at: number, { party: id = pen.person.party, ...said }: Said): void {
  pen.run(at, { name: 'party.consent', args: { consent: pen.id(), party: id, ...said, at } })
}

/** What people say about being written to: most are asked once, some think better of it. */
export function asked(pen: Pen, at: number): void {
  const { dice } = pen
  const marketing = dice.chance(0.62)
  allowed(pen, at, { purpose: 'marketing', state: marketing ? 'given' : 'withdrawn', source: 'Data sheet signed at the dealership' })
  if (dice.chance(0.55)) allowed(pen, at + MINUTE, { purpose: 'survey', state: 'given', source: 'Data sheet signed at the dealership' })
  const later = at + dice.between(120, 400) * DAY + 3 * HOUR
  if (marketing && dice.chance(0.12))
    allowed(pen, later, { purpose: 'marketing', state: 'withdrawn', source: 'Unsubscribed by e-mail link' })
}
