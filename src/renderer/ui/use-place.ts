import { useLingui } from '@lingui/react'
import { useContext, useMemo } from 'react'
import type { Place } from './format.ts'
import { Zone } from './zone.ts'

/** The reader's language for Intl, and the zone of the place in question. The pseudo-locale counts as English. */
export function usePlace(zone?: string): Place {
  const { i18n } = useLingui()
  const around = useContext(Zone)
  const here = zone ?? around
  const locale = i18n.locale === 'de' ? 'de' : 'en-GB'
  return useMemo(() => ({ locale, ...(here ? { zone: here } : {}) }), [locale, here])
}
