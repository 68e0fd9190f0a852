import { z } from 'zod'
import type { Tx } from '../command.ts'
import { command } from '../command.ts'
import { isKind, type KindRow, kindNames, kinds, parseRow } from '../kind.ts'
import { malformed, type Refusal, refuse } from '../refusal.ts'
import { parseData } from '../touchpoints/table.ts'

const Brought = z.strictObject({
  kind: z.string().max(40),
  rows: z.array(z.record(z.string(), z.json())).min(1).max(500),
  /** What the rows are serialised by: a party, or `ref` for sites and people. */
  root: z.string().max(60),
})

const inRow = (place: number, refusal: Refusal): Refusal => ({
  ...refusal,
  field: ['rows', place, ...(refusal.field ? [refusal.field] : [])].join('.').slice(0, 100),
})

function put(tx: Tx, { kind, row }: KindRow): void {
  tx.put(kind, row as never)
}

/** Brings in rows made elsewhere: the sample group, an existing history, a site or a colleague set up by an administrator. */
export const rows = command({
  name: 'import.rows',
  version: 1,
  args: Brought,
  roots: ({ root }) => [root],
  reads: () => [],
  apply(tx, args, { actor }) {
    if (actor.kind !== 'system') return refuse('not-found')
    if (!isKind(args.kind)) return refuse('malformed', { field: 'kind', detail: `One of: ${kindNames.join(', ')}.` })
    for (const [place, body] of args.rows.entries()) {
      const parsed = parseRow(args.kind, body)
      if (!parsed) {
        const { error } = kinds[args.kind].safeParse(body)
        const refusal = error ? malformed(error) : refuse('malformed')
        return inRow(place, refusal)
      }
      const data = parsed.kind === 'touchpoint' ? parseData(parsed.row.kind, parsed.row.data) : null
      if (data?.ok === false) return inRow(place, data.refusal)
      put(tx, parsed)
    }
    return null
  },
})
