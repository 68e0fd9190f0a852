import { type CustomerId, CustomerId as Customers, PartyId as Parties, type PartyId, type SiteId, uuidv7 } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import type { Dice } from './dice.ts'
import { sites } from './group.ts'
import { british, german, places } from './words/names.ts'

/** One of the sample's customers: everything about them that does not change. */
export interface Person {
  readonly party: PartyId
  readonly customer: CustomerId
  /** The anonymous visits that later proved to be theirs, if there were any. */
  readonly visitor: PartyId | null
  readonly crm: string
  readonly name: string
  readonly formal: string
  readonly language: 'en' | 'de' | 'en-GB'
  readonly home: 'hamburg' | 'leeds'
  readonly site: SiteId
  readonly zone: string
  readonly place: string
  readonly prefers: Row<'party'>['prefers']
  readonly email: string
  readonly phone: string
}

const plain = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ı', 'i')
    .normalize('NFD')
    .replaceAll(/[^a-z-]/g, '')

const providers = {
  hamburg: ['post.example', 'elbe-mail.example', 'hansenet.example'],
  leeds: ['mail.example', 'dales.example', 'aire.example'],
}

/** The place in line decides name and number, so that no two people are one by accident. */
export function person(number: number, at: number, dice: Dice): Person {
  const home = number % 5 < 3 ? 'hamburg' : 'leeds'
  const names = home === 'hamburg' ? german : british
  const woman = dice.chance(0.5)
  const firsts = woman ? names.women : names.men
  // In each seventy every surname comes once, and each seventy has first names of its own: no full name comes twice.
  const first = firsts[dice.between(0, 4) * 6 + Math.floor(number / 70)] ?? ''
  const surname = names.surnames[(number * 29 + Math.floor(number / 70)) % names.surnames.length] ?? ''
  const german_ = home === 'hamburg' && dice.chance(0.3)
  return {
    party: Parties.parse(uuidv7(at, dice.bytes(10))),
    customer: Customers.parse(uuidv7(at, dice.bytes(10))),
    visitor: dice.chance(0.15) ? Parties.parse(uuidv7(at, dice.bytes(10))) : null,
    crm: `K-${30_000 + number * 7 + dice.between(0, 6)}`,
    name: `${first} ${surname}`,
    formal: `${german_ ? (woman ? 'Frau' : 'Herr') : woman ? 'Ms' : 'Mr'} ${surname}`,
    language: home === 'leeds' ? 'en-GB' : german_ ? 'de' : 'en',
    home,
    site: sites[home].id,
    zone: sites[home].zone,
    place: dice.pick(places[home]),
    prefers: dice.pick(['email', 'phone', 'chat', 'sms', null, null] as const),
    email: `${plain(first)}.${plain(surname)}${dice.chance(0.4) ? dice.between(58, 99) : ''}@${dice.pick(providers[home])}`,
    phone:
      home === 'leeds'
        ? `+44 7700 900${String(dice.between(0, 999)).padStart(3, '0')}`
        : `+49 40 555 ${dice.between(10, 99)} ${dice.between(100, 999)}`,
  }
}
