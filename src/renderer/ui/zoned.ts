/** A date and time as a field writes it, without a zone: 2026-11-12T16:30. */
const FIELD = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2})$/

const made = new Map<string, Intl.DateTimeFormat>()

function formatter(zone: string): Intl.DateTimeFormat {
  const known = made.get(zone)
  if (known) return known
  const fresh = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
  made.set(zone, fresh)
  return fresh
}

/** A moment as a field of date and time writes it, by the clock of a zone. */
export const fieldOf = (at: number, zone: string): string => formatter(zone).format(at).replace(' ', 'T')

const asUtc = (field: string): number => {
  const [, year, month, day, hour, minute] = (FIELD.exec(field) ?? []).map(Number)
  return Date.UTC(year ?? Number.NaN, (month ?? 1) - 1, day, hour, minute)
}

/** The moment that a field means by the clock of a zone; not a number where it means none. */
export function momentOf(field: string, zone: string): number {
  const wanted = asUtc(field)
  if (Number.isNaN(wanted)) return wanted
  const ahead = (at: number): number => asUtc(fieldOf(at, zone)) - at
  // Twice, for the first guess may lie on the other side of a change of clocks.
  return wanted - ahead(wanted - ahead(wanted))
}

/** Some days later on the calendar of a zone, at a time of its clock. */
export function dayAt(now: number, zone: string, { days, hour, minute = 0 }: { days: number; hour: number; minute?: number }): number {
  const day = new Date(asUtc(fieldOf(now, zone)))
  const moved = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days, hour, minute))
  return momentOf(moved.toISOString().slice(0, 16), zone)
}
