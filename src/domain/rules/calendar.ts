export const DAY_MS = 24 * 60 * 60_000

/** The same day so many months later (or earlier, below zero), or that month's last day where it has no such day. */
export function addMonths(at: number, months: number): number {
  const from = new Date(at)
  const month = from.getUTCMonth() + months
  const last = new Date(Date.UTC(from.getUTCFullYear(), month + 1, 0)).getUTCDate()
  return Date.UTC(from.getUTCFullYear(), month, Math.min(from.getUTCDate(), last)) + (at - Math.floor(at / DAY_MS) * DAY_MS)
}
