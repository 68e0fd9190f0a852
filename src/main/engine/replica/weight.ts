import { kindNames } from '../../../domain/kind.ts'
import type { Store } from '../store/store.ts'
import { codes } from './tables.ts'

const sql = `SELECT name, sum(bytes) AS bytes FROM (${kindNames
  .map((kind) => `SELECT s, sum(length(body)) AS bytes FROM row_scope JOIN row_${kind} USING (n) WHERE kind = ${codes[kind]} GROUP BY s`)
  .join(' UNION ALL ')}) JOIN scope_name USING (s) GROUP BY name`

/** What each scope weighs here, in characters of its rows. It reads every row's length: ask seldom. */
export const weigh = (store: Store): ReadonlyMap<string, number> =>
  new Map(store.all<{ name: string; bytes: number }>(sql).map(({ name, bytes }) => [name, bytes]))
