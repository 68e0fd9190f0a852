import { unmet } from '../case-header.ts'
import type { Row } from '../kind.ts'

type Header = Row<'case'>

const WIDTH = 16
const LAST = 8_640_000_000_000_000

const clock = (at: number): string => String(at).padStart(WIDTH, '0')

function place(row: Header): string {
  if (row.state === 'resolved') return `9${clock(LAST - (row.resolvedAt ?? 0))}`
  if (row.safety && unmet(row)) return `0${clock(row.safety.dueAt)}`
  return row.waitingSince === null ? `2${clock(row.changedAt)}` : `1${clock(row.waitingSince)}`
}

/**
 * Where a case stands in a queue, as one string to sort by: of the row alone and of no present moment, so it is stored and
 * indexed (in PostgreSQL under COLLATE "C"). Safety that nobody has met yet comes first, by when it is due; then whoever
 * waits longest; then what waits for nobody, the longest untouched first; resolved last, the newest first. Where clocks are
 * equal, nobody's case goes before somebody's.
 */
export const queueKey = (row: Header): string => `${place(row)}${row.owner === null ? 0 : 1}${row.id.replaceAll('-', '')}`

/** Cases in the order of the clock that matters. */
export const inOrder = (rows: readonly Header[]): readonly Header[] =>
  rows
    .map((row) => ({ row, key: queueKey(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row)
