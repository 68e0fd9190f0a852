import { z } from 'zod'
import { type Context, command, type Tx } from '../command.ts'
import { headOf, partiesWith } from '../customer-of.ts'
import { ConsentId, CustomerId, IdentityId, PartyId, SiteId } from '../id.ts'
import type { Row } from '../kind.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { Instant, Language, Line, Origin } from '../value.ts'

/** Somebody new is at a door: a visitor, a caller, a walk-in. */
export const arrive = command({
  name: 'party.arrive',
  version: 1,
  args: z.strictObject({ party: PartyId, site: SiteId, name: Line.nullable(), language: Language, origin: Origin }),
  roots: ({ party }) => [party],
  reads: ({ party }) => [{ kind: 'party', id: party }],
  apply(tx, args, { actor, at }) {
    if (actor.kind !== 'system') return refuse('not-found')
    if (tx.get('party', args.party)) return refuse('already-exists', { field: 'party' })
    const { party: id, site, ...rest } = args
    tx.put('party', { id, customer: null, sites: [site], contacts: [], prefers: null, place: null, firstSeenAt: at, ...rest })
    return null
  },
})

const Vouched = z.strictObject({
  party: PartyId,
  /** Ids used if this key or person is new to us. */
  identity: IdentityId,
  customer: CustomerId,
  /** The dealer's own number for the person: the most trusted key. */
  crm: Line,
  name: Line,
  email: z.email().max(254).nullable(),
  phone: Line.nullable(),
  source: Line,
})
type Vouched = z.infer<typeof Vouched>

const crmKey = (crm: string): string => `crm:${crm.toLowerCase()}`

const knownAs = (tx: Tx, crm: string): CustomerId | null => tx.find('identity.ofKey', crmKey(crm))[0]?.customer ?? null

function join(tx: Tx, args: Vouched, party: Row<'party'>): CustomerId | Refusal {
  const known = knownAs(tx, args.crm)
  const customer = known === null ? null : tx.get('customer', known)
  if (customer) {
    tx.put('customer', { ...customer, parties: [...new Set([...customer.parties, party.id])] })
    return customer.id
  }
  if (tx.get('customer', args.customer)) return refuse('already-exists', { field: 'customer' })
  tx.put('customer', { id: args.customer, name: args.name, parties: [party.id] })
  return args.customer
}

/** What the site vouches for comes first; what the visitor typed themselves is kept behind it. */
function contactsOf({ email, phone }: Vouched, typed: Row<'party'>['contacts']): Row<'party'>['contacts'] {
  const vouched = [
    ...(email ? [{ kind: 'email' as const, value: email, verified: true }] : []),
    ...(phone ? [{ kind: 'phone' as const, value: phone, verified: true }] : []),
  ]
  const others = typed.filter((point) => !vouched.some(({ kind, value }) => kind === point.kind && value === point.value))
  return [...vouched, ...others].slice(0, 20)
}

function retitle(tx: Tx, party: Row<'party'>, { at }: Context): void {
  const sites = partiesWith(tx, party).flatMap((id) => tx.get('party', id)?.sites ?? [])
  tx.put('party', { ...party, sites: [...new Set([...party.sites, ...sites])].slice(0, 50) })
  for (const header of tx.find('case.ofParty', party.id)) {
    if (header.state === 'open') tx.put('case', { ...header, ...headOf(tx, party, header.preview ?? ''), changedAt: at })
  }
}

/**
 * A dealer's site vouches for its signed-in owner: the visitor's party joins that customer, and open cases get the name.
 * A party that is somebody else already stays so: whoever signs in next on the same computer needs a party of their own.
 */
export const identify = command<Vouched>({
  name: 'party.identify',
  version: 1,
  args: Vouched,
  roots: ({ party, crm }) => [party, crmKey(crm)],
  reads: ({ party, identity, crm }) => [
    { kind: 'party', id: party },
    { kind: 'identity', id: identity },
    { lookup: 'identity.ofKey', key: crmKey(crm) },
    { lookup: 'case.ofParty', key: party },
  ],
  apply(tx, args, context) {
    const party = context.actor.kind === 'system' ? tx.get('party', args.party) : null
    if (!party) return refuse('not-found', { field: 'party' })
    if (party.customer !== null)
      return party.customer === knownAs(tx, args.crm)
        ? null
        : refuse('already-exists', { field: 'party', detail: 'This party is another customer.' })
    if (tx.get('identity', args.identity)) return refuse('already-exists', { field: 'identity' })
    const customer = join(tx, args, party)
    if (typeof customer !== 'string') return customer
    const linked = { ...party, customer, name: args.name, contacts: contactsOf(args, party.contacts) }
    tx.put('party', linked)
    tx.put('identity', { id: args.identity, party: party.id, customer, key: 'crm', value: args.crm, source: args.source, at: context.at })
    retitle(tx, linked, context)
    return null
  },
})

/** Somebody allowed something, or took it back. Without consent for the journey no visit is recorded. */
export const consent = command({
  name: 'party.consent',
  version: 1,
  args: z.strictObject({
    consent: ConsentId,
    party: PartyId,
    purpose: z.enum(['journey', 'marketing', 'survey']),
    state: z.enum(['given', 'withdrawn']),
    source: Line,
    at: Instant.optional(),
  }),
  roots: ({ party }) => [party],
  reads: ({ party, consent: id }) => [
    { kind: 'party', id: party },
    { kind: 'consent', id },
  ],
  apply(tx, args, { actor, at }) {
    const theirs = actor.kind === 'system' || (actor.kind === 'visitor' && actor.party === args.party)
    if (!theirs || !tx.get('party', args.party)) return refuse('not-found', { field: 'party' })
    if (tx.get('consent', args.consent)) return refuse('already-exists', { field: 'consent' })
    const { consent: id, ...rest } = args
    tx.put('consent', { id, ...rest, at: Math.min(args.at ?? at, at) })
    return null
  },
})
