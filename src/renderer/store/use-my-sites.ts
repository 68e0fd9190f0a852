import { useMemo } from 'react'
import type { Row } from '../../domain/kind.ts'
import { useMe } from './session.ts'
import { useReference } from './use-reference.ts'

const none: readonly Row<'site'>[] = []

/** The sites whoever is here works for, dealerships first. */
export function useMySites(): readonly Row<'site'>[] {
  const me = useMe()
  const reference = useReference()
  return useMemo(() => {
    if (me === null || reference === null) return none
    const mine = reference.sites.filter((site) => me.grants.some((grant) => grant.site === site.id))
    return [...mine.filter((site) => site.kind === 'dealership'), ...mine.filter((site) => site.kind !== 'dealership')]
  }, [me, reference])
}
