/** Intl's formatters are dear to make and cheap to use: one per locale and shape. */
const made = new Map<string, Intl.DateTimeFormat>()

type Shape = 'slot' | 'time' | 'day' | 'weekday' | 'dayTime' | 'full' | 'year'
const shapes: Record<Shape, Intl.DateTimeFormatOptions> = {
  slot: { weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
  time: { hour: '2-digit', minute: '2-digit' },
  day: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  dayTime: { weekday: 'short', hour: '2-digit', minute: '2-digit' },
  year: { day: 'numeric', month: 'short', year: 'numeric' },
  full: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
}

export interface Place {
  /** The reader's language. */
  readonly locale: string
  /** The zone whose clock counts; the machine's own where nothing is said. */
  readonly zone?: string
}

function formatter(shape: Shape, { locale, zone }: Place): Intl.DateTimeFormat {
  const key = `${shape} ${locale} ${zone ?? ''}`
  const known = made.get(key)
  if (known) return known
  const fresh = new Intl.DateTimeFormat(locale, { ...shapes[shape], ...(zone ? { timeZone: zone } : {}) })
  made.set(key, fresh)
  return fresh
}

const write = (shape: Shape) => (at: number, place: Place) => formatter(shape, place).format(at)

/** 14:02 */
export const timeOf = write('time')
/** 3 Mar */
export const dayOf = write('day')
/** Tuesday 3 March */
export const weekdayOf = write('weekday')
/** 3 Mar 2026 */
export const yearDayOf = write('year')
/** Everything, zone and all: for a title on hover. */
export const fullOf = write('full')

/** Every zone's offset is of whole quarters of an hour (IANA tz, since 1972), so within one the day does not change. */
const QUARTER_MS = 15 * 60_000
const MOST_KNOWN = 5_000
const known = new Map<string, number>()

/** The calendar day at a place, as a number that orders: 20260303. */
export function dayNumber(at: number, place: Place): number {
  const quarter = Math.floor(at / QUARTER_MS)
  const key = `${quarter} ${place.zone ?? ''}`
  const day = known.get(key) ?? dayOfQuarter(quarter * QUARTER_MS, place)
  if (known.size >= MOST_KNOWN) known.clear()
  known.set(key, day)
  return day
}

function dayOfQuarter(at: number, { zone }: Place): number {
  const parts = formatter('year', { locale: 'en-CA', ...(zone ? { zone } : {}) }).formatToParts(at)
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
  const month = new Date(`${part('month')} 1, 2000`).getMonth() + 1
  return Number(part('year')) * 10_000 + month * 100 + Number(part('day'))
}

/** Thu 12 Nov, 17:00; today by the clock alone. */
export const slotOf = (at: number, now: number, place: Place): string =>
  dayNumber(at, place) === dayNumber(now, place) ? timeOf(at, place) : formatter('slot', place).format(at)

const DAY_MS = 86_400_000

/** Near moments by the clock, this week's by weekday, others by date: 14:02, Wed 14:02, 3 Mar, 3 Mar 2024. */
export function whenOf(at: number, now: number, place: Place): string {
  if (dayNumber(at, place) === dayNumber(now, place)) return timeOf(at, place)
  if (Math.abs(now - at) < 6 * DAY_MS) return formatter('dayTime', place).format(at)
  return Math.floor(dayNumber(at, place) / 10_000) === Math.floor(dayNumber(now, place) / 10_000) ? dayOf(at, place) : yearDayOf(at, place)
}
