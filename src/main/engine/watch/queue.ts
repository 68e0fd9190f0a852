import type { QueueCounts, QueueView, Results } from '../../../domain/contract/query.ts'
import type { Row } from '../../../domain/kind.ts'
import { queueKey } from '../../../domain/rules/queue-order.ts'
import { rowOf } from '../replica/rows.ts'
import type { Replica } from '../replica.ts'

type Header = Row<'case'>

interface Shelf {
  readonly where: string
  readonly values: readonly string[]
  readonly holds: (header: Header) => boolean
}

function shelf(replica: Replica, view: QueueView): Shelf {
  const { id: me, grants } = replica.agent()
  const sites = new Set<string>(grants.map((grant) => grant.site))
  const open = (header: Header): boolean => sites.has(header.site) && header.state === 'open'
  switch (view) {
    case 'mine':
      return { where: "listed = 1 AND state = 'open' AND owner = ?", values: [me], holds: (header) => open(header) && header.owner === me }
    case 'unassigned':
      return {
        where: "listed = 1 AND state = 'open' AND owner IS NULL",
        values: [],
        holds: (header) => open(header) && header.owner === null,
      }
    case 'team':
      return { where: "listed = 1 AND state = 'open'", values: [], holds: open }
    case 'resolved':
      return {
        where: "listed = 1 AND state = 'resolved'",
        values: [],
        holds: (header) => sites.has(header.site) && header.state === 'resolved',
      }
  }
}

/** Cases that unsent work has changed, and the numbers of their rows in the file, which do not count. */
interface Over {
  readonly rows: readonly Header[]
  readonly hidden: string
}

function overOf({ store, pending }: Replica): Over {
  const rows = pending.overlay.of('case')
  const found = rows.flatMap(({ id }) => store.get<{ n: number }>('SELECT n FROM row_case WHERE id = ?', id)?.n ?? [])
  return { rows, hidden: JSON.stringify(found) }
}

function count({ store }: Replica, { where, values, holds }: Shelf, over: Over): number {
  const counted = where.replace('owner IS NULL', "owner = ''")
  const base = store.get<{ c: number }>(`SELECT coalesce(sum(c), 0) AS c FROM case_count WHERE ${counted}`, ...values)?.c ?? 0
  if (over.rows.length === 0) return base
  const less = `SELECT count(*) AS c FROM row_case WHERE n IN (SELECT value FROM json_each(?)) AND ${where}`
  return base - (store.get<{ c: number }>(less, over.hidden, ...values)?.c ?? 0) + over.rows.filter(holds).length
}

interface Placed {
  readonly row: Header
  readonly key: string
}

const placed = (row: Header): Placed => ({ row, key: queueKey(row) })
const byKey = (a: Placed, b: Placed): number => (a.key < b.key ? -1 : 1)

/** A stretch of the shelf as the file has it. The place is found in the index alone; only the rows of the stretch are read. */
function stretch(
  { store }: Replica,
  { where, values }: Shelf,
  at: { readonly hidden: string; readonly limit: number; readonly offset: number },
): Placed[] {
  const places = `SELECT n FROM row_case WHERE ${where} AND n NOT IN (SELECT value FROM json_each(?)) ORDER BY place LIMIT ? OFFSET ?`
  return store
    .all<{ body: string }>(`SELECT body FROM row_case WHERE n IN (${places})`, ...values, at.hidden, at.limit, at.offset)
    .map(({ body }) => placed(rowOf<'case'>(body)))
    .sort(byKey)
}

interface Window {
  readonly from: number
  readonly count: number
}

/**
 * A window of the shelf. The index gives the base; the few rows that unsent work changed are merged in: `early` of them
 * stand before the first base row read, which starts as many rows early as there are changed ones.
 */
function window(replica: Replica, shelf: Shelf, { over, from, count: wanted }: Window & { readonly over: Over }): readonly Header[] {
  const offset = Math.max(0, from - over.rows.length)
  const base = stretch(replica, shelf, { hidden: over.hidden, limit: from - offset + wanted, offset })
  const mine = over.rows.filter(shelf.holds).map(placed)
  const first = base[0]
  const early = offset > 0 ? mine.filter(({ key }) => first === undefined || key < first.key).length : 0
  const merged = [...base, ...mine].sort(byKey).slice(early)
  const skip = from - (offset + early)
  return merged.slice(skip, skip + wanted).map(({ row }) => row)
}

function countsOf(replica: Replica, over: Over): QueueCounts {
  const of = (view: QueueView): number => count(replica, shelf(replica, view), over)
  return { mine: of('mine'), team: of('team'), unassigned: of('unassigned'), resolved: of('resolved') }
}

/** A window of the queue with the views' counts. */
export function readQueue(replica: Replica, { view, ...wanted }: Window & { readonly view: QueueView }): Results['queue'] {
  const over = overOf(replica)
  const counts = countsOf(replica, over)
  const cases = window(replica, shelf(replica, view), { over, ...wanted })
  const queues = replica.held.entries().filter(([scope]) => scope.startsWith('queue:'))
  const filling = replica.epoch === null || !replica.held.whole('ref') || queues.some(([, { state }]) => state !== 'whole')
  return { total: counts[view], from: wanted.from, cases, counts, filling }
}
