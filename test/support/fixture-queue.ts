import type { Query, QueueView, Results } from '../../src/domain/contract/query.ts'
import type { Row } from '../../src/domain/kind.ts'
import { inOrder } from '../../src/domain/rules/queue-order.ts'
import { ids } from './rows.ts'

type Asked = Extract<Query, { of: 'queue' }>

const grown = (rows: readonly Row<'case'>[], view: QueueView, me: string): readonly Row<'case'>[] => {
  if (view === 'resolved') return rows.filter((row) => row.state === 'resolved')
  const open = rows.filter((row) => row.state === 'open')
  return view === 'team' ? open : open.filter((row) => row.owner === (view === 'mine' ? me : null))
}

/** The queue of Lena's desk, from all the rows there are. */
export function queueIn(rows: readonly Row<'case'>[], { view, from, count }: Asked): Results['queue'] {
  const inView = (one: QueueView) => grown(rows, one, ids.lena)
  const counts = {
    mine: inView('mine').length,
    team: inView('team').length,
    unassigned: inView('unassigned').length,
    resolved: inView('resolved').length,
  }
  const ordered = inOrder(inView(view))
  return { total: ordered.length, from, cases: ordered.slice(from, from + count), counts, filling: false }
}

/** The same while nothing of it has come. */
export const nothingYet = ({ from }: Asked): Results['queue'] => ({
  ...{ total: 0, from, cases: [], filling: true },
  counts: { mine: 0, team: 0, unassigned: 0, resolved: 0 },
})
