import { useLingui } from '@lingui/react/macro'
import { mayAt } from '../../../domain/actor.ts'
import type { Row } from '../../../domain/kind.ts'
import { useViewers } from '../../store/presence.ts'
import { useMe } from '../../store/session.ts'
import { useReference } from '../../store/use-reference.ts'
import { Avatar } from '../../ui/avatar.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { IconName } from '../../ui/icons.ts'

/** What somebody does at a case, as the one beside them should know it; the first weighs most. */
const doings = ['writing', 'watching', 'looking'] as const
type Doing = (typeof doings)[number]

const icons: Readonly<Partial<Record<Doing, IconName>>> = { writing: 'pencil', watching: 'eye' }

/** Colleagues who have this case open, so that nobody works on it twice unknowingly; who writes or watches is named first. */
export function Viewers({ row }: { readonly row: Row<'case'> }) {
  const { t } = useLingui()
  const me = useMe()
  const reference = useReference()
  const doingOf = ({ id, writing }: { readonly id: string; readonly writing: boolean }): Doing => {
    if (writing) return 'writing'
    // A supervisor who looks at somebody else's case watches how it goes; who may not be seen to is not told of by the hub.
    const found = reference?.agents.find((agent) => agent.id === id)
    return found !== undefined && row.owner !== id && mayAt({ kind: 'agent', ...found }, row.site, 'supervisor') ? 'watching' : 'looking'
  }
  const others = useViewers(row.id)
    .filter((one) => one.id !== me?.id)
    .map((one) => ({ ...one, doing: doingOf(one) }))
    .toSorted((a, b) => doings.indexOf(a.doing) - doings.indexOf(b.doing))
  const [one] = others
  if (one === undefined) return null
  const said: Readonly<Record<Doing, string>> = {
    writing: t`${one.name} is writing`,
    watching: t`${one.name} is watching`,
    looking: t`${one.name} is looking`,
  }
  const [icon, more] = [icons[one.doing], others.length - 1]
  return (
    <span className="viewers" title={said[one.doing]}>
      {others.slice(0, 3).map((other) => (
        <Avatar key={other.id} name={other.name} size={18} />
      ))}
      {icon && <Icon name={icon} size={12} />}
      <span className="ellipsis" aria-hidden="true">
        {one.name}
      </span>
      <span className="unseen">{said[one.doing]}</span>
      {more > 0 && <span className="num">+{more}</span>}
    </span>
  )
}
