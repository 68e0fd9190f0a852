import type { FieldValue, FreeSlot, SyncItem } from '../../../domain/contract/sync.ts'
import { CaseId, CommandId, PartyId } from '../../../domain/id.ts'
import type { Row } from '../../../domain/kind.ts'
import { type Refusal, RefusalCode } from '../../../domain/refusal.ts'
import { toCustomer } from '../../../domain/rules/late-send.ts'
import { slotsOf } from '../../../domain/rules/slots.ts'
import { siteScope } from '../../../domain/scope.ts'
import type { HubTime } from '../hub-time.ts'
import { holdsFor, rootOf } from '../outbox/chain.ts'
import { reasonsNow } from '../outbox/guard.ts'
import type { Kept } from '../outbox/kept.ts'
import { newsOf } from '../outbox/news.ts'
import type { Replica } from '../replica.ts'

/** What items are told from: all that is unsettled, and what of it is with the hub at this moment. */
export interface Telling {
  readonly replica: Replica
  readonly time: HubTime
  readonly all: readonly Kept[]
  readonly sending: ReadonlySet<string>
}

const DAY = 24 * 60 * 60_000
const SLOTS_SHOWN = 6

const isField = (kept: Kept): boolean => kept.envelope.name === 'case.classify' && kept.code === 'moved-on'
const isTaken = (kept: Kept): boolean =>
  kept.envelope.name === 'appointment.book' && (kept.code === 'slot-taken' || kept.code === 'no-slot')

/** Whether there is something to choose, beyond saying it again or letting it go. */
export const isDecision = (kept: Kept): boolean => kept.state === 'review' || (kept.state === 'refused' && (isField(kept) || isTaken(kept)))

const wordOf = (value: unknown): string | null => (typeof value === 'string' ? value : null)

function fieldsOf(
  kept: Kept,
  header: Row<'case'> | null,
): { readonly mine: readonly FieldValue[]; readonly theirs: readonly FieldValue[] } {
  const { args } = kept.envelope
  if (kept.envelope.name === 'presence.set') return { mine: [{ field: 'mode', value: wordOf(args.mode) }], theirs: [] }
  if (typeof args.startsAt === 'number') return { mine: [{ field: 'startsAt', value: String(args.startsAt) }], theirs: [] }
  if (!isField(kept) || !header) return { mine: [], theirs: [] }
  return {
    mine: [
      { field: 'kind', value: wordOf(args.kind) },
      { field: 'remedy', value: args.kind === 'complaint' ? wordOf(args.remedy) : null },
    ],
    theirs: [
      { field: 'kind', value: header.kind },
      { field: 'remedy', value: header.remedy },
    ],
  }
}

/** What is still free near a slot that was taken: the nearest first, at the same dealership, for the same purpose. */
function freeNear({ pending }: Replica, kept: Kept): readonly FreeSlot[] {
  if (!isTaken(kept)) return []
  const { resource: id, startsAt, purpose } = kept.envelope.args
  const wanted = typeof id === 'string' ? pending.view.get('resource', id) : null
  if (!wanted || typeof startsAt !== 'number') return []
  const scope = siteScope(wanted.site)
  const booked = pending.view.inScope(scope, 'appointment')
  return pending.view
    .inScope(scope, 'resource')
    .filter((resource) => resource.purposes.some((one) => one === purpose))
    .flatMap((resource) =>
      slotsOf(resource, booked, { from: startsAt - DAY, to: startsAt + 3 * DAY }).map((slot) => ({ ...slot, name: resource.name })),
    )
    .filter(({ free }) => free > 0)
    .toSorted((a, b) => Math.abs(a.startsAt - startsAt) - Math.abs(b.startsAt - startsAt))
    .slice(0, SLOTS_SHOWN)
    .map(({ resource, name, startsAt: at }) => ({ resource, name, startsAt: at }))
}

function newsFor({ store }: Replica, kept: Kept): readonly Row<'message'>[] {
  const { knows } = kept.envelope.args
  if (!toCustomer(kept.envelope.name) || kept.about.case === null) return []
  return newsOf(store, { id: kept.about.case, knows: typeof knows === 'number' ? knows : 0 })
}

/** Why it waits: what was found when it was held back, and what has come since. Waiting for a person makes nothing old. */
function reasonsOf({ replica, time }: Telling, kept: Kept, header: Row<'case'> | null): SyncItem['reasons'] {
  if (kept.state !== 'review') return []
  const now = reasonsNow(replica, { kept, header }, time).filter((reason) => reason !== 'old')
  return [...new Set([...kept.reasons, ...now])]
}

/** Taking a case is not waited for by name: it and the answer are one thing to whoever did them. */
function waitsFor(kept: Kept, all: readonly Kept[]): Kept | null {
  const on = holdsFor(kept, all)
  return on?.envelope.name === 'case.claim' && kept.state === 'waiting' ? null : on
}

function stateOf(kept: Kept, sending: ReadonlySet<string>, on: Kept | null): SyncItem['state'] {
  if (kept.state === 'applied') return 'sent'
  if (kept.state !== 'waiting') return kept.state === 'held' || kept.state === 'review' ? kept.state : 'refused'
  if (sending.has(kept.envelope.id)) return 'sending'
  return on ? 'held' : 'waiting'
}

const codeOf = (kept: Kept): Refusal['code'] | null => RefusalCode.safeParse(kept.code).data ?? null

/** One thing of the outbox as the sync centre shows it. */
export function itemOf(telling: Telling, kept: Kept): SyncItem {
  const { replica, all, sending } = telling
  const { envelope, about } = kept
  const { view } = replica.pending
  const header = about.case === null ? null : view.get('case', about.case)
  const party = about.party === null ? null : view.get('party', about.party)
  const on = waitsFor(kept, all)
  return {
    command: envelope.id,
    name: envelope.name,
    case: CaseId.safeParse(about.case).data ?? null,
    party: PartyId.safeParse(about.party).data ?? null,
    customerName: header?.customerName ?? party?.name ?? wordOf(envelope.args.name),
    subject: header?.subject ?? wordOf(envelope.args.subject),
    text: about.text,
    saidAt: envelope.saidAt,
    chain: CommandId.parse(rootOf(kept, all).envelope.id),
    holdsFor: on?.envelope.id ?? null,
    state: stateOf(kept, sending, on),
    reasons: reasonsOf(telling, kept, header),
    code: codeOf(kept),
    field: kept.field,
    ...fieldsOf(kept, header),
    news: newsFor(replica, kept),
    free: freeNear(replica, kept),
    decidedAt: kept.decidedAt,
  }
}
