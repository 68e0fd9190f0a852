import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** A length of time, as short as a pill needs it: 45s, 3m, 2h 18m, 1d 4h. */
export function spanOf(i18n: I18n, ms: number): string {
  const long = Math.max(0, ms)
  const [d, h, m] = [Math.floor(long / DAY), Math.floor((long % DAY) / HOUR), Math.floor((long % HOUR) / MINUTE)]
  if (d >= 3) return i18n._(msg`${d}d`)
  if (d > 0) return h === 0 ? i18n._(msg`${d}d`) : i18n._(msg`${d}d ${h}h`)
  if (h > 0) return m === 0 ? i18n._(msg`${h}h`) : i18n._(msg`${h}h ${m}m`)
  return m > 0 ? i18n._(msg`${m}m`) : i18n._(msg`under 1m`)
}

/** The first unit alone, for places as narrow as the folded queue: 3m, 2h, 1d. */
export function roughSpanOf(i18n: I18n, ms: number): string {
  const long = Math.max(0, ms)
  const [d, h, m] = [Math.floor(long / DAY), Math.floor(long / HOUR), Math.max(1, Math.floor(long / MINUTE))]
  if (d > 0) return i18n._(msg`${d}d`)
  return h > 0 ? i18n._(msg`${h}h`) : i18n._(msg`${m}m`)
}

/** Minutes and seconds of a running clock: 14:09, and 0:00 when it has run out. */
export function clockOf(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
