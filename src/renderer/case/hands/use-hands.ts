import { mayAt } from '../../../domain/actor.ts'
import type { Row } from '../../../domain/kind.ts'
import { useMe } from '../../store/session.ts'

/** In whose hands a case is, as seen by who is at this desk. */
export interface Hands {
  readonly mine: boolean
  /** Somebody else's, and who is here is a supervisor of its site: they may watch, whisper and take it over. */
  readonly watched: boolean
  /** Taken over by who is here, to be handed back. */
  readonly lentToMe: boolean
  /** Taken over from who is here: it comes back. */
  readonly lentByMe: boolean
  readonly supervisor: boolean
}

export function useHands(row: Row<'case'>): Hands {
  const me = useMe()
  const supervisor = me !== null && mayAt({ kind: 'agent', ...me }, row.site, 'supervisor')
  const mine = me !== null && row.owner === me.id
  const open = row.state === 'open'
  return {
    mine,
    supervisor,
    watched: open && supervisor && row.owner !== null && !mine,
    lentToMe: open && mine && row.lent !== null,
    lentByMe: open && row.lent !== null && row.lent.from === me?.id && !mine,
  }
}
