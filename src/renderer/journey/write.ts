import type { Shown } from '../../domain/touchpoints/kind.ts'
import { Money } from '../../domain/value.ts'
import { type Place, yearDayOf } from '../ui/format.ts'

/** Intl's formatters are dear to make and cheap to use. */
const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat | Intl.RelativeTimeFormat>()

function once<F extends Intl.NumberFormat | Intl.DateTimeFormat | Intl.ListFormat | Intl.RelativeTimeFormat>(
  key: string,
  make: () => F,
): F {
  const known = made.get(key)
  // The key names the class of what is kept under it.
  if (known) return known as F
  const fresh = make()
  made.set(key, fresh)
  return fresh
}

const zoned = ({ zone }: Place): { timeZone?: string } => (zone ? { timeZone: zone } : {})

/** € 1,240.50 */
export function moneyOf({ minor, currency }: Money, { locale }: Place): string {
  const format = once(`money ${locale} ${currency}`, () => new Intl.NumberFormat(locale, { style: 'currency', currency }))
  return format.format(minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2))
}

/** 41,280 km */
export const kmOf = (km: number, { locale }: Place): string =>
  once(`km ${locale}`, () => new Intl.NumberFormat(locale, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 0 })).format(km)

/** Wed, 11 Nov 2026, 18:00 */
const momentOf = (at: number, place: Place): string =>
  once(
    `moment ${place.locale} ${place.zone}`,
    () =>
      new Intl.DateTimeFormat(place.locale, {
        ...zoned(place),
        weekday: 'short',
        day: 'numeric',
        month: 'short',
        hour: '2-digit',
        minute: '2-digit',
      }),
  ).format(at)

/** November 2026 */
export const monthOf = (at: number, place: Place): string =>
  once(
    `month ${place.locale} ${place.zone}`,
    () => new Intl.DateTimeFormat(place.locale, { ...zoned(place), month: 'long', year: 'numeric' }),
  ).format(at)

/** Nov 26 */
export const shortMonthOf = (at: number, place: Place): string =>
  once(
    `short ${place.locale} ${place.zone}`,
    () => new Intl.DateTimeFormat(place.locale, { ...zoned(place), month: 'short', year: '2-digit' }),
  ).format(at)

/** Thu */
export const weekdayNameOf = (at: number, place: Place): string =>
  once(`weekday ${place.locale} ${place.zone}`, () => new Intl.DateTimeFormat(place.locale, { ...zoned(place), weekday: 'short' })).format(
    at,
  )

/** 3 min ago; a clock that runs a little behind the hub's says now, never that it is still to come. */
export const minutesAgoOf = (ms: number, { locale }: Place): string =>
  once(`ago ${locale}`, () => new Intl.RelativeTimeFormat(locale, { style: 'short', numeric: 'auto' })).format(
    -Math.floor(Math.max(0, ms) / 60_000),
    'minute',
  )

/** winter wheels (Thu), renewal (Mon) */
export const listOf = (items: readonly string[], { locale }: Place): string =>
  once(`list ${locale}`, () => new Intl.ListFormat(locale, { type: 'unit', style: 'short' })).format(items)

/** A field of a touchpoint in the reader's language and the site's zone; what cannot be read is left empty. */
export function fieldOf(how: Shown, value: unknown, place: Place): string {
  if (how === 'money') {
    const money = Money.safeParse(value)
    return money.success ? moneyOf(money.data, place) : ''
  }
  if (typeof value !== 'number') return ''
  if (how === 'km') return kmOf(value, place)
  return how === 'day' ? yearDayOf(value, place) : momentOf(value, place)
}
