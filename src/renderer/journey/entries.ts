import type { Dossier } from '../../domain/contract/query.ts'
import type { Row } from '../../domain/kind.ts'
import { broken } from '../../domain/rules/promise.ts'
import type { Way } from '../../domain/touchpoints/kind.ts'
import { partArrived } from '../../domain/touchpoints/part-arrived.ts'
import { recallDone } from '../../domain/touchpoints/recall-done.ts'
import { recallNotice } from '../../domain/touchpoints/recall-notice.ts'
import { roadside } from '../../domain/touchpoints/roadside.ts'
import { serviceDone } from '../../domain/touchpoints/service-done.ts'
import { serviceDue } from '../../domain/touchpoints/service-due.ts'
import { webVisit } from '../../domain/touchpoints/web-visit.ts'
import { wordsOf } from '../../domain/touchpoints/words.ts'
import { workshopVisit } from '../../domain/touchpoints/workshop-visit.ts'

interface Stands {
  /** Different for each entry, also where two come from one row. */
  readonly key: string
  /** The row it opens and is marked by. */
  readonly row: string
  readonly at: number
  readonly way: Way
}

export type PromiseTurn = 'made' | 'kept' | 'broken' | 'cancelled'

/** One line of the timeline: what happened, what was said, what was promised. */
export type Entry = Stands &
  (
    | { readonly of: 'touchpoint'; readonly touchpoint: Row<'touchpoint'> }
    /** Pages of the dealer's site looked at in one sitting, the last one first. */
    | { readonly of: 'sitting'; readonly visits: readonly [Row<'touchpoint'>, ...Row<'touchpoint'>[]] }
    | { readonly of: 'opened' | 'talk' | 'resolved'; readonly case: Row<'case'> }
    | { readonly of: 'promise'; readonly promise: Row<'commitment'>; readonly turn: PromiseTurn }
  )

function ofTouchpoint(row: Row<'touchpoint'>): Entry {
  const way = wordsOf(row, () => '')?.way ?? 'event'
  return { of: 'touchpoint', key: row.id, row: row.id, at: row.at, way, touchpoint: row }
}

function ofCase(row: Row<'case'>): readonly Entry[] {
  const { id } = row
  const opened: Entry = { of: 'opened', key: `${id} opened`, row: id, at: row.openedAt, way: 'inbound', case: row }
  // The whole conversation is one line, at its last word from the customer.
  const heard = row.heard !== null && row.messages > 1 ? Math.max(row.heard.at, row.openedAt) : null
  const talk: readonly Entry[] =
    heard === null || heard === row.openedAt ? [] : [{ of: 'talk', key: `${id} talk`, row: id, at: heard, way: 'inbound', case: row }]
  const end: readonly Entry[] =
    row.resolvedAt === null ? [] : [{ of: 'resolved', key: `${id} resolved`, row: id, at: row.resolvedAt, way: 'event', case: row }]
  return [opened, ...talk, ...end]
}

function ofPromise(row: Row<'commitment'>, now: number): readonly Entry[] {
  const entry = (turn: PromiseTurn, at: number): Entry => ({
    of: 'promise',
    key: `${row.id} ${turn}`,
    row: row.id,
    at,
    way: 'event',
    promise: row,
    turn,
  })
  const failed = broken(row, now) ? [entry('broken', row.dueAt)] : []
  const ended = row.state === 'open' || row.closedAt === null ? [] : [entry(row.state, row.closedAt)]
  return [entry('made', row.madeAt), ...failed, ...ended]
}

/** Two pages looked at with less between them than this belong to one sitting. */
const SITTING_MS = 30 * 60_000

const visitsOf = (entry: Entry | undefined): readonly Row<'touchpoint'>[] => {
  if (entry?.of === 'sitting') return entry.visits
  return entry?.of === 'touchpoint' && entry.touchpoint.kind === webVisit.kind ? [entry.touchpoint] : []
}

/** Folds neighbouring visits of one sitting into one line, so that a busy visitor does not bury everything else. */
function fold(entries: readonly Entry[]): readonly Entry[] {
  const folded: Entry[] = []
  for (const entry of entries) {
    const [first, ...more] = visitsOf(folded.at(-1))
    const [earlier] = visitsOf(entry)
    if (!first || !earlier || (more.at(-1) ?? first).at - earlier.at > SITTING_MS) {
      folded.push(entry)
      continue
    }
    // Keyed by the first page of the sitting, so that the line stays the same one as it grows.
    folded[folded.length - 1] = {
      of: 'sitting',
      key: earlier.id,
      row: first.id,
      at: first.at,
      way: 'inbound',
      visits: [first, ...more, earlier],
    }
  }
  return folded
}

/** Everything that happened with a customer, the newest first. */
export function entriesOf({ touchpoints, cases, commitments }: Dossier, now: number): readonly Entry[] {
  const all = [...touchpoints.map(ofTouchpoint), ...cases.flatMap(ofCase), ...commitments.flatMap((row) => ofPromise(row, now))]
  return fold(all.sort((a, b) => b.at - a.at || (a.key < b.key ? -1 : 1)))
}

/** Whether an entry tells of a row: its own, or one folded into it. */
export const concerns = (entry: Entry, row: string | null): boolean =>
  entry.row === row || (entry.of === 'sitting' && entry.visits.some((visit) => visit.id === row))

export const filters = ['all', 'inbound', 'outreach', 'workshop'] as const
export type Filter = (typeof filters)[number]

const workshop = new Set([workshopVisit, serviceDue, serviceDone, partArrived, recallNotice, recallDone, roadside].map(({ kind }) => kind))

/** Whether a filter lets an entry through. */
export function passes(entry: Entry, filter: Filter): boolean {
  if (filter === 'all') return true
  if (filter === 'workshop') return entry.of === 'touchpoint' && workshop.has(entry.touchpoint.kind)
  return entry.way === filter
}

/** A visit to the dealer's site this fresh may well still be going on. */
const LIVE_MS = 5 * 60_000

/** Whether they are on the dealer's site about now. Only a desk on the line can know that. */
export const isLive = (entry: Entry, now: number): boolean => visitsOf(entry).length > 0 && now - entry.at < LIVE_MS
