import { timingSafeEqual } from 'node:crypto'
import type { Args } from '../../domain/commands/table.ts'
import { type CloudEvent, EVENT_TYPE } from '../../domain/contract/events.ts'
import { type Problem, problem } from '../../domain/contract/problem.ts'
import { CustomerId, IdentityId, PartyId, type SiteId, TouchpointId, type VehicleId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { parseData } from '../../domain/touchpoints/table.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import { hashOf } from '../auth/tickets.ts'
import type { Vault } from '../auth/vault.ts'
import type { Source } from '../authority/submission.ts'
import type { Store, View } from '../store/store.ts'
import { kinOf } from '../visitor/customer.ts'
import { type Act, refusedProblem } from './act.ts'
import { derivedId } from './derived-id.ts'
import { inTurn, only, rowOf } from './rows.ts'

export type TellOptions = {
  readonly store: Pick<Store, 'group' | 'read'>
  readonly act: Act
  readonly vault: Pick<Vault, 'eventsKey'>
  /** Whoever shows this may tell of any source: it is a replay, and marked as one. */
  readonly replay: string
  /** Where a customer belongs whom we only know by their number. */
  readonly home: () => Promise<Row<'site'> | null>
}

/** A system at the door: what it may tell of, and how it is marked. */
export type Teller = { readonly source: string | null; readonly origin: 'live' | 'replay' }

const door: Source = { kind: 'system', name: 'events-door' }

const isSame = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(hashOf(a)), Buffer.from(hashOf(b)))

/** Who holds this key; null where nobody does. */
export async function tellerOf({ vault, replay }: TellOptions, bearer: string | null): Promise<Teller | null> {
  if (bearer === null) return null
  if (isSame(bearer, replay)) return { source: null, origin: 'replay' }
  const key = await vault.eventsKey(hashOf(bearer))
  return key ? { source: key.source, origin: 'live' } : null
}

type Subject = { readonly party: Row<'party'> | null; readonly id: PartyId; readonly crm: string | null }

const crmKey = (crm: string): string => `crm:${crm.toLowerCase()}`

async function subjectOf(view: View, group: string, subject: string): Promise<Subject | null> {
  const id = subject.slice(subject.indexOf('/') + 1)
  if (subject.startsWith('party/')) {
    const party = PartyId.safeParse(id).success ? await rowOf(view, 'party', id) : null
    return party && { party, id: party.id, crm: null }
  }
  const key = crmKey(id)
  const identity = only(await view.find({ lookup: 'identity.ofKey', key }), 'identity')[0]
  const known = PartyId.parse(identity?.party ?? derivedId('party', group, key))
  return { party: await rowOf(view, 'party', known), id: known, crm: id }
}

async function vehicleOf(view: View, party: PartyId, key: string | undefined): Promise<VehicleId | null> {
  if (key === undefined) return null
  const plain = (text: string | null): string => (text ?? '').replaceAll(/[\s-]/g, '').toUpperCase()
  const { parties } = await kinOf(view, party)
  const owned = await inTurn(parties, (of) => view.find({ lookup: 'vehicle.ofParty', key: of }))
  return only(owned.flat(), 'vehicle').find(({ vin, plate }) => [vin, plate].map(plain).includes(plain(key)))?.id ?? null
}

/** A customer of whom only the number is known yet: they arrive under it, and get their name when somebody tells it. */
async function meet(
  { store, act, home }: TellOptions,
  { id, crm, party }: Subject,
  origin: Teller['origin'],
): Promise<Said<SiteId | null>> {
  if (party || crm === null) return said(party?.sites[0] ?? null)
  const site = await home()
  if (!site) return unsaid(problem(503, { detail: 'This hub has no site yet.' }))
  const args = { party: id, site: site.id, name: null, language: site.language, origin }
  const arrived = await act({ id: derivedId('arrive', id), name: 'party.arrive', args, actor: door })
  if (!arrived.ok && arrived.refusal.code !== 'already-exists') return unsaid(refusedProblem(arrived))
  const key = crmKey(crm)
  const identity = IdentityId.parse(derivedId('identity', id, key))
  const customer = CustomerId.parse(derivedId('customer', store.group, key))
  const named = { party: id, identity, customer, crm, name: crm, email: null, phone: null, source: 'events' }
  const linked = await act({ id: derivedId('meet', id), name: 'party.identify', args: named, actor: door })
  return linked.ok ? said(site.id) : unsaid(refusedProblem(linked))
}

/** The same source and id is the same touchpoint, whoever it is said to be about. */
const touchpointId = ({ source, id }: CloudEvent): TouchpointId => TouchpointId.parse(derivedId('touchpoint', source, id))

async function record(options: TellOptions, event: CloudEvent, { origin }: Teller): Promise<Said<null>> {
  const { store, act } = options
  const { source, id } = event
  const told = await store.read(async (view) => ({
    known: await view.rows([{ kind: 'touchpoint', id: touchpointId(event) }]),
    subject: await subjectOf(view, store.group, event.subject),
  }))
  if (told.known.length > 0) return said(null)
  if (!told.subject) return unsaid(problem(404, { field: 'subject', detail: 'Nobody here has this id.' }))
  const { subject } = told
  const site = await meet(options, subject, origin)
  if (!site.ok) return site
  const args: Args<'touchpoint.record'> = {
    id: touchpointId(event),
    party: subject.id,
    kind: EVENT_TYPE.exec(event.type)?.[1] ?? '',
    at: Date.parse(event.time),
    site: site.value,
    vehicle: await store.read((view) => vehicleOf(view, subject.id, event.vehiclekey)),
    opportunity: null,
    case: null,
    source: { source, id },
    data: event.data,
    origin,
  }
  const outcome = await act({ id: derivedId('event', source, id), name: 'touchpoint.record', args, actor: door })
  return outcome.ok || outcome.refusal.code === 'reused-number' ? said(null) : unsaid(refusedProblem(outcome))
}

/** What is wrong with an event that its shape alone does not say; found before anything of the batch is recorded. */
function wrong(event: CloudEvent, { source }: Teller): Said<null> {
  if (source !== null && event.source !== source)
    return unsaid(problem(403, { field: 'source', detail: `This key tells of ${source} only.` }))
  const data = parseData(EVENT_TYPE.exec(event.type)?.[1] ?? '', event.data)
  if (data.ok) return said(null)
  const field = data.refusal.field === 'kind' ? 'type' : data.refusal.field
  return unsaid(problem(400, { ...(field ? { field } : {}), ...(data.refusal.detail ? { detail: data.refusal.detail } : {}) }))
}

type Placed = readonly [number, CloudEvent]
type Failed = { readonly place: number; readonly problem: Problem }

/** One subject's events one after the other; different subjects go together, so that one commit can hold many. */
async function recordAll(options: TellOptions, events: readonly Placed[], teller: Teller): Promise<Failed | null> {
  for (const [place, event] of events) {
    const done = await record(options, event, teller)
    if (!done.ok) return { place, problem: done.problem }
  }
  return null
}

/** Records what a system tells. Told again, it changes nothing; a batch with a faulty event is refused before any is recorded. */
export async function tell(options: TellOptions, events: readonly CloudEvent[], teller: Teller): Promise<Said<{ accepted: number }>> {
  const placed = [...events.entries()]
  const faulty = placed.flatMap(([place, event]): Failed[] => {
    const checked = wrong(event, teller)
    return checked.ok ? [] : [{ place, problem: checked.problem }]
  })
  const bySubject = Map.groupBy(placed, ([, { subject }]) => subject.toLowerCase())
  const failed = faulty.length > 0 ? faulty : await Promise.all([...bySubject.values()].map((of) => recordAll(options, of, teller)))
  const [first] = failed.filter((one) => one !== null).sort((a, b) => a.place - b.place)
  if (!first) return said({ accepted: events.length })
  const field = [events.length > 1 ? String(first.place) : '', first.problem.field].filter(Boolean).join('.')
  return unsaid({ ...first.problem, ...(field ? { field } : {}) })
}
