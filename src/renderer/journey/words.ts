import type { I18n, MessageDescriptor } from '@lingui/core'
import { msg, plural } from '@lingui/core/macro'
import type { Row } from '../../domain/kind.ts'
import type { Friction } from '../../domain/rules/friction.ts'
import type { Step } from '../../domain/rules/ribbon.ts'
import { dataOf, type Phrase, type Way } from '../../domain/touchpoints/kind.ts'
import { wordsOf } from '../../domain/touchpoints/words.ts'
import { workshopVisit } from '../../domain/touchpoints/workshop-visit.ts'
import type { Place } from '../ui/format.ts'
import type { Filter, PromiseTurn } from './entries.ts'
import { fieldOf, kmOf } from './write.ts'

export const stepWords: Readonly<Record<Step, MessageDescriptor>> = {
  explore: msg({ message: 'Explore', context: 'step of a journey' }),
  choose: msg({ message: 'Choose', context: 'step of a journey' }),
  buy: msg({ message: 'Buy', context: 'step of a journey' }),
  handover: msg({ message: 'Handover', context: 'step of a journey' }),
  own: msg({ message: 'Own', context: 'step of a journey' }),
  return: msg({ message: 'Return', context: 'step of a journey' }),
}

export const frictionWords: Readonly<Record<Friction['kind'], MessageDescriptor>> = {
  complaint: msg`Complaint`,
  'promise-broken': msg`Promise broken`,
  'repeat-repair': msg`Same repair again`,
}

export const filterWords: Readonly<Record<Filter, MessageDescriptor>> = {
  all: msg({ message: 'All', context: 'filter of the timeline' }),
  inbound: msg`Inbound`,
  outreach: msg`Outreach`,
  workshop: msg`Workshop`,
}

export const wayWords: Readonly<Record<Exclude<Way, 'event'>, MessageDescriptor>> = { inbound: msg`Inbound`, outreach: msg`Outreach` }

export const turnWords: Readonly<Record<PromiseTurn, MessageDescriptor>> = {
  made: msg`Promised`,
  kept: msg`Promise kept`,
  broken: msg`Promise broken`,
  cancelled: msg`Promise cancelled`,
}

export const identityWords: Readonly<Record<Row<'identity'>['key'], MessageDescriptor>> = {
  crm: msg`Customer number`,
  email: msg`Email`,
  phone: msg`Phone`,
  vin: msg`Vehicle identification number`,
  plate: msg`Number plate`,
  handle: msg`Account name`,
}

/** A phrase of the domain in the reader's language. */
export const phraseOf = (i18n: I18n, { id, message }: Phrase, values: Readonly<Record<string, string | number>>): string =>
  i18n._(id, { ...values }, { message })

/** How a touchpoint reads to this reader. */
export interface Told {
  readonly title: string
  readonly detail: string | null
  readonly icon: string
}

const strange = msg`Something this desk does not know yet`

/** What a workshop's own record adds to its words: how far the car had gone, and how long it was away. */
function workshopFacts(i18n: I18n, row: Row<'touchpoint'>, place: Place): readonly string[] {
  const visit = dataOf(workshopVisit, row)
  if (visit === null) return []
  const { days, odometerKm, warranty } = visit
  return [
    ...(odometerKm === null ? [] : [kmOf(odometerKm, place)]),
    ...(days > 0 ? [i18n._(plural(days, { one: '# day away', other: '# days away' }))] : []),
    ...(warranty ? [i18n._(msg`under warranty`)] : []),
  ].map((fact) => fact.replaceAll(' ', '\u00a0'))
}

/** A touchpoint in the reader's language, its fields written for the place; one of a newer hub is said to be unknown. */
export function tell(i18n: I18n, row: Row<'touchpoint'>, place: Place): Told {
  const words = wordsOf(row, (how, value) => fieldOf(how, value, place))
  if (words === null) return { title: i18n._(strange), detail: row.kind, icon: 'circle-dashed' }
  const detail = [...(words.detail ? [phraseOf(i18n, words.detail, words.values)] : []), ...workshopFacts(i18n, row, place)]
  return {
    title: phraseOf(i18n, words.title, words.values),
    detail: detail.length > 0 ? detail.join('\u00a0· ') : null,
    icon: words.icon,
  }
}
