import type { ThreadMessage } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { useMe } from '../store/session.ts'
import { useCaseRecord, useWatch } from '../store/use-watch.ts'
import type { OpenCase } from '../store/view.ts'
import { useSeenNumbers } from './seen.ts'

/** The header of the open case: from its own watch, and at once from the queue's row where that is here. */
export function useCase(open: OpenCase): { readonly row: Row<'case'> | null; readonly gone: boolean } {
  const watched = useWatch({ of: 'case', case: open.case })
  const record = useCaseRecord(open.case)
  return { row: record ?? watched?.case ?? null, gone: watched !== null && watched.case === null && !watched.pending }
}

export interface Unseen {
  /** What the customer said, and what colleagues said to them, that has not been on screen yet. */
  readonly count: number
  readonly known: number
}

/** Whether nobody should answer without having read it. */
const isNews = ({ author, kind }: Row<'message'>, me: string | undefined): boolean =>
  author.kind === 'customer' || (author.kind === 'agent' && author.agent !== me && kind === 'said')

/** What of a thread has not been on screen yet. A thread never opened here counts as read up to where it was first shown. */
export function useUnseen(row: Row<'case'> | null, messages: readonly ThreadMessage[]): Unseen {
  const me = useMe()?.id
  const known = useSeenNumbers(({ byCase }) => (row === null ? undefined : byCase[row.id]))
  if (row === null || known === undefined) return { count: 0, known: 0 }
  const unread = messages.filter(({ message }) => message.number > known && isNews(message, me))
  const missing = row.heard !== null && row.heard.number > known && unread.length === 0 ? 1 : 0
  return { count: unread.length + missing, known }
}
