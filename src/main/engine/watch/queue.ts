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

/** Cases that unsent work has changed: their rows in the file do not count. */
const changed = (replica: Replica): readonly Header[] => replica.pending.overlay.of('case')

const idsOf = (rows: readonly Header[]): string => JSON.stringify(rows.map((row) => row.id))

function count(replica: Replica, { where, values, holds }: Shelf): number {
  const over = changed(replica)
  const { store } = replica
  const base = store.get<{ c: number }>(`SELECT count(*) AS c FROM row_case WHERE ${where}`, ...values)?.c ?? 0
  if (over.length === 0) return base
  const hidden = `SELECT count(*) AS c FROM row_case WHERE id IN (SELECT value FROM json_each(?)) AND ${where}`
  return base - (store.get<{ c: number }>(hidden, idsOf(over), ...values)?.c ?? 0) + over.filter(holds).length
}

const byKey = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1)

/**
 * A window of the shelf. The index gives the base; the few rows that unsent work changed are merged in: `early` of them
 * stand before the first base row read, which starts as many rows early as there are changed ones.
 */
function window(
  replica: Replica,
  { where, values, holds }: Shelf,
  { from, count: wanted }: { readonly from: number; readonly count: number },
): readonly Header[] {
  const over = changed(replica)
  const start = Math.max(0, from - over.length)
  const sql = `SELECT body FROM row_case WHERE ${where} AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY place LIMIT ? OFFSET ?`
  const base = replica.store
    .all<{ body: string }>(sql, ...values, idsOf(over), from - start + wanted, start)
    .map(({ body }) => rowOf<'case'>(body))
    .map((row) => ({ row, key: queueKey(row) }))
  const mine = over.filter(holds).map((row) => ({ row, key: queueKey(row) }))
  const first = base[0]
  const early = start > 0 ? mine.filter(({ key }) => first === undefined || key < first.key).length : 0
  const merged = [...base, ...mine].sort(byKey).slice(early)
  const skip = from - (start + early)
  return merged.slice(skip, skip + wanted).map(({ row }) => row)
}

function counts(replica: Replica): QueueCounts {
  const of = (view: QueueView): number => count(replica, shelf(replica, view))
  return { mine: of('mine'), team: of('team'), unassigned: of('unassigned'), resolved: of('resolved') }
}

/** A window of the queue with the views' counts. */
export function readQueue(
  replica: Replica,
  { view, from, count: wanted }: { readonly view: QueueView; readonly from: number; readonly count: number },
): Results['queue'] {
  const all = counts(replica)
  const cases = window(replica, shelf(replica, view), { from, count: wanted })
  const queues = replica.held.entries().filter(([scope]) => scope.startsWith('queue:'))
  const filling = replica.epoch === null || !replica.held.whole('ref') || queues.some(([, { state }]) => state !== 'whole')
  return { total: all[view], from, cases, counts: all, filling }
}
