import { Trans } from '@lingui/react/macro'
import { useViewers } from '../../store/presence.ts'
import { useMe } from '../../store/session.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'

/** Colleagues who have this case open, so that nobody works on it twice unknowingly. */
export function Viewers({ caseId }: { readonly caseId: string }) {
  const me = useMe()
  const others = useViewers(caseId).filter((one) => one.id !== me?.id)
  const [one] = others
  if (one === undefined) return null
  const more = others.length - 1
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
        ) : (
          <Trans>{one.name} is looking</Trans>
        )}
      </span>
    </span>
  )
}
