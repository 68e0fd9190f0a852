import type { Row } from '../kind.ts'
import { call } from '../touchpoints/call.ts'
import { dataOf } from '../touchpoints/kind.ts'
import { DAY_MS } from './calendar.ts'
import { broken } from './promise.ts'
import { heldOutreach } from './suppression.ts'

interface Rows {
  readonly touchpoints: readonly Row<'touchpoint'>[]
  readonly cases: readonly Row<'case'>[]
  readonly commitments: readonly Row<'commitment'>[]
  readonly outreach: readonly Row<'outreach'>[]
  /** What is held of their threads; at least the one on screen. */
  readonly messages: readonly Row<'message'>[]
  /** When we last wrote to them over all their cases, where more than these messages is known; else null. */
  readonly lastContactAt: number | null
}

/** The last time we spoke with the customer: what an agent wrote to them, or a call that was answered. */
export interface Contact {
  readonly at: number
  /** Who spoke, where it is known. */
  readonly by: string | null
  readonly how: 'message' | 'call'
}

/** Something that happened since, with the row it is about. */
export type Change =
  | { readonly kind: 'promise-broken'; readonly at: number; readonly row: Row<'commitment'> }
  | { readonly kind: 'offer-held'; readonly at: number; readonly row: Row<'outreach'> }
  | { readonly kind: 'part-arrived' | 'visit' | 'touchpoint'; readonly at: number; readonly row: Row<'touchpoint'> }

/** What an agent must know before the next word. */
export interface Changed {
  readonly since: Contact | null
  readonly changes: readonly Change[]
}

/** A pause longer than this ends a sitting: what is said after it is a new contact. */
const PAUSE_MS = 4 * 60 * 60_000
/** How far back to look where we never spoke with them at all. */
const UNKNOWN_MS = 90 * DAY_MS

/** When the present conversation began: a reply inside it must not empty the list of what changed before it. */
function sittingBegan(messages: readonly Row<'message'>[], now: number): number {
  const said = messages.filter((row) => row.kind === 'said' && row.at <= now).sort((a, b) => b.at - a.at)
  let began = now
  for (const { at } of said) {
    if (began - at > PAUSE_MS) break
    began = at
  }
  return began
}

function lastContact({ messages, touchpoints, lastContactAt }: Rows, before: number): Contact | null {
  const written = messages.flatMap((row): Contact[] =>
    row.kind === 'said' && row.author.kind === 'agent' ? [{ at: row.at, by: row.author.name, how: 'message' }] : [],
  )
  const spoken = touchpoints.flatMap((row): Contact[] =>
    dataOf(call, row)?.outcome === 'answered' ? [{ at: row.at, by: null, how: 'call' }] : [],
  )
  const told: readonly Contact[] = lastContactAt === null ? [] : [{ at: lastContactAt, by: null, how: 'message' }]
  const earlier = [...written, ...spoken, ...told].filter(({ at }) => at < before)
  return earlier.sort((a, b) => b.at - a.at)[0] ?? null
}

const nature: Readonly<Record<string, 'part-arrived' | 'visit'>> = {
  part_arrived: 'part-arrived',
  web_visit: 'visit',
  walk_in: 'visit',
  workshop_visit: 'visit',
}

/** What changed for a customer since we last spoke with them, before the present conversation; the newest first. */
export function changedSince(rows: Rows, now: number): Changed {
  const since = lastContact(rows, sittingBegan(rows.messages, now))
  const from = since?.at ?? now - UNKNOWN_MS
  const promises = rows.commitments.filter((row) => broken(row, now)).map((row): Change => ({ kind: 'promise-broken', at: row.dueAt, row }))
  const held = heldOutreach(rows.outreach, rows.cases).map(
    ({ outreach: row, because }): Change => ({
      kind: 'offer-held',
      at: row.plannedAt > now ? because.openedAt : Math.max(row.plannedAt, because.openedAt),
      row,
    }),
  )
  const happened = rows.touchpoints.map((row): Change => ({ kind: nature[row.kind] ?? 'touchpoint', at: row.at, row }))
  const changes = [...promises, ...held, ...happened].filter(({ at }) => at > from && at <= now)
  return { since, changes: changes.sort((a, b) => b.at - a.at || (a.row.id < b.row.id ? -1 : 1)) }
}
