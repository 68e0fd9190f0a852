import { Trans } from '@lingui/react/macro'
import { mayAt } from '../../../domain/actor.ts'
import type { Row } from '../../../domain/kind.ts'
import { useViewers } from '../../store/presence.ts'
import { useMe } from '../../store/session.ts'
import { useReference } from '../../store/use-reference.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Colleagues who have this case open, so that nobody works on it twice unknowingly. */
export function Viewers({ row }: { readonly row: Row<'case'> }) {
  const me = useMe()
  const reference = useReference()
  const others = useViewers(row.id).filter((one) => one.id !== me?.id)
  const [one] = others
  if (one === undefined) return null
  const more = others.length - 1
  // A supervisor who looks at somebody else's case watches how it goes, and that is never hidden.
  const found = reference?.agents.find(({ id }) => id === one.id)
  const watching = found !== undefined && row.owner !== one.id && mayAt({ kind: 'agent', ...found }, row.site, 'supervisor')
  return (
    <span className="viewers">
      {others.slice(0, 3).map((other) => (
        <Avatar key={other.id} name={other.name} size={18} />
      ))}
      <span className="ellipsis">
        {more > 0 ? (
          <Trans>
            {one.name} and {more} more are looking
          </Trans>
        ) : one.writing ? (
          <>
            <Icon name="pencil" size={11} /> <Trans>{one.name} is writing</Trans>
          </>
        ) : watching ? (
          <>
            <Icon name="eye" size={11} /> <Trans>{one.name} is watching</Trans>
          </>
        ) : (
          <Trans>{one.name} is looking</Trans>
        )}
      </span>
    </span>
  )
}
