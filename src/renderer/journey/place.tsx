import { createContext, type ReactNode, useContext } from 'react'
import type { SiteId } from '../../domain/id.ts'
import { useNow } from '../store/now.ts'
import { useSite } from '../store/use-reference.ts'
import { fullOf, type Place, whenOf } from '../ui/format.ts'
import { usePlace } from '../ui/use-place.ts'

const Zone = createContext<string | undefined>(undefined)

/** Lets every date below be one of the site's calendar. */
export function AtSite({ site, children }: { readonly site: SiteId | null; readonly children: ReactNode }) {
  return <Zone value={useSite(site)?.zone}>{children}</Zone>
}

/** The reader's language and the site's zone. */
export const useHerePlace = (): Place => usePlace(useContext(Zone))

interface MomentProps {
  readonly at: number
  readonly className?: string
  /** Written another way than by its distance. */
  readonly as?: (at: number, place: Place) => string
}

/** A moment at the site: short to read, exact on hover. */
export function Moment({ at, className, as }: MomentProps) {
  const place = useHerePlace()
  const now = useNow('minute')
  return (
    <time className={className} dateTime={new Date(at).toISOString()} title={fullOf(at, place)}>
      <bdi>{as ? as(at, place) : whenOf(at, now, place)}</bdi>
    </time>
  )
}
