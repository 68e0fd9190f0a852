import { useLingui } from '@lingui/react'
import { useMemo } from 'react'
import type { Place } from './format.ts'

/** The reader's language for Intl, and a zone where the place in question has one. The pseudo-locale counts as English. */
export function usePlace(zone?: string): Place {
  const { i18n } = useLingui()
  const locale = i18n.locale === 'pseudo' ? 'en-GB' : i18n.locale === 'en' ? 'en-GB' : i18n.locale
  return useMemo(() => ({ locale, ...(zone ? { zone } : {}) }), [locale, zone])
}
