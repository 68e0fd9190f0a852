import type { Query, Result, Results } from '../../../domain/contract/query.ts'
import type { CaseId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { assertNever } from '../../../domain/never.ts'
import type { Replica } from '../replica.ts'
import type { Touch } from '../touched.ts'
import { membersOf, readDossier } from './dossier.ts'
import { overseen, readFloor } from './floor.ts'
import { readHands } from './hands.ts'
import { readQueue } from './queue.ts'
import type { Shown } from './shown.ts'
import { readSync } from './sync.ts'
import { readThread } from './thread.ts'
import { readSlots, readToday } from './today.ts'
import { readWhispered } from './whispers.ts'

/** What a query shows now, and what must move before it is worth reading again. */
export interface Reading {
  readonly result: Result
  readonly shows: ReadonlySet<Touch>
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

function readPresence(replica: Replica): Results['presence'] {
  const { pending } = replica
  const row = pending.view.get('presence', replica.agent().id)
  const unsent = pending.all().some(({ kept }) => kept.envelope.name === 'presence.set')
  return row && { mode: row.mode, modeSince: row.modeSince, unsent }
}

/** A case also shows what comes of its customer, what waits, and how the line stands. */
const ofCase = (id: CaseId, header: Row<'case'> | null): readonly Touch[] => [
  `case:${id}`,
  `thread:${id}`,
  'outbox',
  'line',
  ...(header ? [`party:${header.party}` as const] : []),
]

/** Beside its rows a floor shows names, how much of it is here, and how old it is. */
const FLOOR_SHOWS = ['reference', 'held', 'line', 'pulse'] as const

const reading = (result: Result, ...shows: readonly Touch[]): Reading => ({ result, shows: new Set(shows) })

/** Answers from this device alone, at once. */
export function read({ replica, standing, sending, around, floors }: Shown, query: Query): Reading {
  switch (query.of) {
    case 'queue':
      return reading({ of: 'queue', value: readQueue(replica, query) }, 'queue')
    case 'case': {
      const header = replica.pending.view.get('case', query.case)
      const pending = replica.pending.all().some(({ kept }) => kept.about.case === query.case)
      const value = { case: header, pending, dark: standing.dark(query.case, header) }
      return reading({ of: 'case', value }, ...ofCase(query.case, header))
    }
    case 'thread': {
      const value = readThread({ replica, standing, sending }, query)
      return reading({ of: 'thread', value }, ...ofCase(query.case, replica.pending.view.get('case', query.case)))
    }
    case 'dossier': {
      const members = membersOf(replica, query.party).map((member) => `party:${member}` as const)
      return reading({ of: 'dossier', value: readDossier(replica, query.party) }, ...members)
    }
    case 'reference':
      return reading({ of: 'reference', value: readReference(replica) }, 'reference')
    case 'sync':
      return reading({ of: 'sync', value: readSync(replica, sending, around) }, 'outbox', 'queue', 'line', 'held')
    case 'today': {
      const value = readToday(replica, query)
      const parties = value.expected.flatMap(({ appointment }) => membersOf(replica, appointment.party))
      const shows = parties.map((party) => `party:${party}` as const)
      return reading({ of: 'today', value }, `site:${query.site}`, 'queue', ...shows)
    }
    case 'floor': {
      const sites = overseen(replica).map((site) => `floor:${site}` as const)
      return reading({ of: 'floor', value: readFloor({ replica, floors, around }, query) }, ...sites, ...FLOOR_SHOWS)
    }
    case 'hands':
      return reading({ of: 'hands', value: readHands(replica, query.site, around) }, `floor:${query.site}`, 'queue', 'reference')
    case 'whispered':
      return reading({ of: 'whispered', value: readWhispered(replica) }, 'whispers', 'queue')
    case 'slots':
      return reading({ of: 'slots', value: readSlots(replica, query, around.seenAt()) }, `site:${query.site}`, 'line')
    case 'presence':
      return reading({ of: 'presence', value: readPresence(replica) }, 'presence', 'outbox')
    default:
      return assertNever(query)
  }
}
