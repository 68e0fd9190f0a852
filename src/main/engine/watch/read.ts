import type { Parked, Query, Result, Results } from '../../../domain/contract/query.ts'
import { CaseId, PartyId } from '../../../domain/id.ts'
import { assertNever } from '../../../domain/never.ts'
import { type Kept, refused } from '../outbox/outbox.ts'
import type { Replica } from '../replica.ts'
import type { Touch } from '../touched.ts'
import { membersOf, readDossier } from './dossier.ts'
import { readQueue } from './queue.ts'
import { readThread } from './thread.ts'

/** What a query shows now, and what must move before it is worth reading again. */
export interface Reading {
  readonly result: Result
  readonly shows: ReadonlySet<Touch>
}

/** Commands that are with the hub at this moment. */
export type Sending = ReadonlySet<string>

const parkedOf = ({ envelope, about, code, decidedAt }: Kept): Parked => ({
  command: envelope.id,
  name: envelope.name,
  case: CaseId.safeParse(about.case).data ?? null,
  party: PartyId.safeParse(about.party).data ?? null,
  text: about.text,
  code: code ?? 'failed',
  at: decidedAt ?? envelope.saidAt,
})

function readOutbox({ store, pending }: Replica, sending: Sending): Results['outbox'] {
  const all = pending.all()
  const out = all.filter(({ kept }) => sending.has(kept.envelope.id)).length
  return { waiting: all.length - out, sending: out, parked: refused(store).map(parkedOf) }
}

function readReference({ rows }: Replica): Results['reference'] {
  return {
    group: rows.all('group')[0] ?? null,
    sites: rows.all('site'),
    agents: rows.all('agent'),
    queues: rows.all('queue'),
    brands: rows.all('brand'),
  }
}

const nothingYet: Results['sync'] = {
  waiting: [],
  decisions: [],
  refused: [],
  sentToday: { count: 0, items: [] },
  nextTryAt: null,
  tiers: [],
  readiness: [],
  leaseUntil: null,
}

const reading = (result: Result, ...shows: readonly Touch[]): Reading => ({ result, shows: new Set(shows) })

/** Answers from this device alone, at once. */
export function read(replica: Replica, query: Query, sending: Sending): Reading {
  switch (query.of) {
    case 'queue':
      return reading({ of: 'queue', value: readQueue(replica, query) }, 'queue')
    case 'case': {
      const pending = replica.pending.all().some(({ kept }) => kept.about.case === query.case)
      return reading(
        { of: 'case', value: { case: replica.pending.view.get('case', query.case), pending, dark: null } },
        `case:${query.case}`,
      )
    }
    case 'thread': {
      const party = replica.pending.view.get('case', query.case)?.party
      const value = readThread(replica, { ...query, sending })
      return reading({ of: 'thread', value }, `thread:${query.case}`, `case:${query.case}`, ...(party ? [`party:${party}` as const] : []))
    }
    case 'dossier': {
      const members = membersOf(replica, query.party).map((member) => `party:${member}` as const)
      return reading({ of: 'dossier', value: readDossier(replica, query.party) }, ...members)
    }
    case 'reference':
      return reading({ of: 'reference', value: readReference(replica) }, 'reference')
    case 'outbox':
      return reading({ of: 'outbox', value: readOutbox(replica, sending) }, 'outbox')
    case 'sync':
      return reading({ of: 'sync', value: nothingYet }, 'outbox')
    case 'today':
      return reading({ of: 'today', value: { expected: [], promises: [], cases: [], whole: false } })
    case 'slots':
      return reading({ of: 'slots', value: { slots: [], asOf: null } })
    default:
      return assertNever(query)
  }
}
