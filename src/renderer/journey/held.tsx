import { Plural, Trans } from '@lingui/react/macro'
import type { Dossier } from '../../domain/contract/query.ts'
import type { CaseId } from '../../domain/id.ts'
import { heldOutreach } from '../../domain/rules/suppression.ts'
import { dayOf } from '../ui/format.ts'
import { Icon } from '../ui/icon.tsx'
import { useHerePlace } from './place.tsx'
import { listOf, weekdayNameOf } from './write.ts'

const WEEK = 6 * 86_400_000

interface HeldProps {
  readonly dossier: Dossier
  readonly caseId: CaseId | null
  readonly now: number
}

/** What is not being sent, because a complaint is open. It lifts by itself, so there is nothing to press. */
export function Held({ dossier, caseId, now }: HeldProps) {
  const place = useHerePlace()
  const held = heldOutreach(dossier.outreach, dossier.cases)
  const because = held[0]?.because
  if (!because) return null
  const { number } = because
  const offers = held.map(({ outreach: { title, plannedAt } }) => {
    const day = Math.abs(plannedAt - now) < WEEK ? weekdayNameOf(plannedAt, place) : dayOf(plannedAt, place)
    return `\u2068${title}\u2069 (${day})`
  })
  return (
    <div className="journey-held">
      <Icon name="hand" size={14} />
      <p>
        <b>
          {because.id === caseId ? (
            <Plural
              value={held.length}
              one="# offer held while this complaint is open"
              other="# offers held while this complaint is open"
            />
          ) : (
            <Plural
              value={held.length}
              one={`# offer held while complaint ${number} is open`}
              other={`# offers held while complaint ${number} is open`}
            />
          )}
          {': '}
          {listOf(offers, place)}.
        </b>{' '}
        <Trans>Service and safety continue.</Trans>
      </p>
    </div>
  )
}
