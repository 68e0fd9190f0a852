import type { Line } from '../../domain/contract/bridge.ts'
import type { AgentId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'

/** Why words do not go out at this moment, or how they will. */
export type Gate =
  | { readonly open: true; readonly how: 'send' | 'queue' }
  | { readonly open: false; readonly why: 'catching-up' }
  | { readonly open: false; readonly why: 'unseen'; readonly count: number }
  | { readonly open: false; readonly why: 'theirs'; readonly owner: AgentId }
  | { readonly open: false; readonly why: 'resolved' }

interface At {
  readonly row: Pick<Row<'case'>, 'state' | 'owner'>
  readonly me: string | null
  readonly line: Line['state']
  /** Messages to or from the customer that came and were not yet on screen. */
  readonly unseen: number
  /** Whether all that was said while the line was away is here. */
  readonly caughtUp: boolean
}

/** Whether a reply may go now. Nobody answers what they have not read, and nobody writes over a colleague. */
export function gateOf({ row, me, line, unseen, caughtUp }: At): Gate {
  if (row.state === 'resolved') return { open: false, why: 'resolved' }
  if (row.owner !== null && row.owner !== me) return { open: false, why: 'theirs', owner: row.owner }
  if (line === 'catching-up' || !caughtUp) return { open: false, why: 'catching-up' }
  if (unseen > 0) return { open: false, why: 'unseen', count: unseen }
  return { open: true, how: line === 'live' ? 'send' : 'queue' }
}
