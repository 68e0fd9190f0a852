import type { Row } from '../../domain/kind.ts'
import type { Tone } from '../ui/pill.tsx'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** The one clock of a row that matters: safety before waiting, waiting before nothing. */
export type RowClock =
  | { readonly of: 'safety'; readonly ms: number; readonly late: boolean; readonly tone: Tone }
  | { readonly of: 'waiting'; readonly ms: number; readonly tone: Tone }
  | { readonly of: 'answered' }
  | { readonly of: 'resolved' }

type Timed = Pick<Row<'case'>, 'state' | 'safety' | 'waitingSince' | 'channel'>

/** From when a wait is long, and from when it is too long. Who chats waits at the screen; who writes a letter does not. */
const patience = (channel: Timed['channel']): readonly [number, number] =>
  channel === 'chat' || channel === 'phone' ? [5 * MINUTE, 15 * MINUTE] : [4 * HOUR, 24 * HOUR]

export const isAlarming = ({ state, safety }: Pick<Timed, 'state' | 'safety'>): boolean =>
  state === 'open' && safety !== null && safety.dismissed === null

export function clockOfRow(row: Timed, now: number): RowClock {
  if (row.state === 'resolved') return { of: 'resolved' }
  if (row.safety && row.safety.dismissed === null && row.safety.answeredAt === null)
    return { of: 'safety', ms: Math.abs(row.safety.dueAt - now), late: now > row.safety.dueAt, tone: 'danger' }
  if (row.waitingSince === null) return { of: 'answered' }
  const ms = Math.max(0, now - row.waitingSince)
  const [long, tooLong] = patience(row.channel)
  return { of: 'waiting', ms, tone: ms >= tooLong ? 'danger' : ms >= long ? 'warn' : 'none' }
}
