import { useMemo } from 'react'
import type { Row } from '../../domain/kind.ts'
import { useMe } from './session.ts'
import { useMySites } from './use-my-sites.ts'

/** The sites whose floor whoever is here may look over. */
export function useOverseen(): readonly Row<'site'>[] {
  const me = useMe()
  const sites = useMySites()
  return useMemo(() => sites.filter(({ id }) => me?.grants.some((grant) => grant.site === id && grant.role !== 'agent')), [me, sites])
}

/** Whether whoever is here looks over any floor. */
export const useOversees = (): boolean => useMe()?.grants.some(({ role }) => role !== 'agent') ?? false
