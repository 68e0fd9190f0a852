import type { I18n } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { spanOf } from '../ui/span.ts'

const HOUR = 3_600_000

/** How long somebody has waited: by the second within the hour, because then seconds count. */
export function waitOf(i18n: I18n, ms: number): string {
  if (ms >= HOUR) return spanOf(i18n, ms)
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const clock = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return i18n._(msg`${clock} min`)
}
