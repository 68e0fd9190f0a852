import { useNow } from '../store/now.ts'
import { fullOf, whenOf } from './format.ts'
import { usePlace } from './use-place.ts'

interface TimeProps {
  readonly at: number
  /** The site's zone, where the time is of a place. */
  readonly zone?: string
  readonly className?: string
}

/** A moment: short to read, exact on hover. Until then nobody spends time on writing it out, for lists are full of them. */
export function Time({ at, zone, className }: TimeProps) {
  const place = usePlace(zone)
  const now = useNow('minute')
  return (
    <time
      className={className}
      dateTime={new Date(at).toISOString()}
      onPointerEnter={({ currentTarget }) => {
        currentTarget.title = fullOf(at, place)
      }}
    >
      <bdi>{whenOf(at, now, place)}</bdi>
    </time>
  )
}
