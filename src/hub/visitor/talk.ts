import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Args } from '../../domain/commands/table.ts'
import { problem } from '../../domain/contract/problem.ts'
import type { Consented, Identify, Reached, Say, Seen } from '../../domain/contract/visitor.ts'
import { CaseId, ConsentId, CustomerId, IdentityId, type PartyId, type SiteId, TouchpointId } from '../../domain/id.ts'
import type { Row } from '../../domain/kind.ts'
import { type Said, said, unsaid } from '../auth/answer.ts'
import type { Source } from '../authority/submission.ts'
import { type Act, refusedProblem } from '../intake/act.ts'
import { derivedId } from '../intake/derived-id.ts'
import { only, rowOf } from '../intake/rows.ts'
import type { Store } from '../store/store.ts'
import { chatsOf, kinOf } from './customer.ts'
import type { VisitorTicket } from './visitor-ticket.ts'
import { readVouched } from './vouched.ts'

export type TalkOptions = {
  readonly store: Pick<Store, 'group' | 'read'>
  readonly act: Act
  readonly now: () => number
  /** The queue that a site's chat goes to. */
  readonly queueOf: (site: SiteId) => Promise<Row<'queue'> | null>
  /** The secret with which the site of this widget vouches for its owners. */
  readonly secretOf: (widget: string) => Promise<Uint8Array | null>
}

/** Where a visitor's words belong: in the open chat of `host`, or in a case of their own. The authority has the last word on it. */
export type Place = { readonly arrived: boolean; readonly host: PartyId }

/** What a visitor can do; each retry of the same thing is the same thing. */
export type Talk = {
  say(who: VisitorTicket, say: Say & { place: Place | null }): Promise<Said<{ at: number }>>
  identify(who: VisitorTicket, identify: z.infer<typeof Identify>): Promise<Said<{ name: string }>>
  consent(who: VisitorTicket, consented: z.infer<typeof Consented>): Promise<Said<Record<never, never>>>
  seen(who: VisitorTicket, seen: Seen): Promise<Said<Record<never, never>>>
  reached(who: VisitorTicket, reached: z.infer<typeof Reached>): Promise<Said<Record<never, never>>>
}

const door: Source = { kind: 'system', name: 'visitor-door' }
const nothing = said({})

/** A visitor is nobody until they say or allow something; then they arrive, once. */
async function arrive({ store, act }: TalkOptions, { party, site, language, origin }: VisitorTicket): Promise<Said<Row<'party'> | null>> {
  const known = await store.read((view) => rowOf(view, 'party', party))
  if (known) return said(known)
  const outcome = await act({
    id: derivedId('arrive', party),
    name: 'party.arrive',
    args: { party, site, name: null, language, origin },
    actor: door,
  })
  return outcome.ok || outcome.refusal.code === 'already-exists' ? said(null) : unsaid(refusedProblem(outcome))
}

/** Where their words belong, read anew: for who has just come and whose page does not know it yet. */
async function placeOf({ store }: TalkOptions, { party }: VisitorTicket): Promise<Place> {
  return store.read(async (view) => {
    const kin = await kinOf(view, party)
    const open = (await chatsOf(view, kin.parties)).find(({ state }) => state === 'open')
    return { arrived: kin.party !== null, host: open?.party ?? party }
  })
}

/** What became of a message that was refused: kept after all, if a retry met its first attempt on the way. */
async function keptAt({ store }: TalkOptions, { party }: VisitorTicket, message: string): Promise<number | null> {
  const kept = await store.read((view) => rowOf(view, 'message', message))
  return kept?.author.kind === 'customer' && kept.author.party === party ? kept.at : null
}

async function say(
  options: TalkOptions,
  who: VisitorTicket,
  { id, text, place }: Say & { place: Place | null },
): Promise<Said<{ at: number }>> {
  const { party, site, origin, language } = who
  const { act, now } = options
  const queue = await options.queueOf(site)
  if (!queue) return unsaid(problem(503, { detail: 'This site has no queue.' }))
  const { arrived, host } = place ?? (await placeOf(options, who))
  const words = { message: id, case: CaseId.parse(derivedId('case', id)), party, host, site, queue: queue.id, text, origin }
  // Asked for together, both are in one commit: who speaks for the first time arrives with their words.
  const [came, outcome] = await Promise.all([
    arrived
      ? null
      : act({ id: derivedId('arrive', party), name: 'party.arrive', args: { party, site, name: null, language, origin }, actor: door }),
    act({ id: derivedId('say', id), name: 'conversation.say', args: words, actor: { kind: 'visitor', party } }),
  ])
  if (outcome.ok) return said({ at: now() })
  const at = await keptAt(options, who, id)
  if (at !== null) return said({ at })
  const taken = outcome.refusal.code === 'already-exists' || outcome.refusal.code === 'reused-number'
  if (taken) return unsaid(problem(409, { field: 'id', detail: 'This id is taken.' }))
  return unsaid(refusedProblem(came && !came.ok && came.refusal.code !== 'already-exists' ? came : outcome))
}

async function identify(options: TalkOptions, who: VisitorTicket, { token }: z.infer<typeof Identify>): Promise<Said<{ name: string }>> {
  const secret = await options.secretOf(who.widget)
  const vouched = secret && readVouched(secret, token, options.now())
  if (!vouched) return unsaid(problem(403, { field: 'token', detail: 'The site does not vouch for this.' }))
  const arrived = await arrive(options, who)
  if (!arrived.ok) return arrived
  const key = `crm:${vouched.sub.toLowerCase()}`
  const { sub: crm, name, email = null, phone = null } = vouched
  const found = await options.store.read(async (view) => only(await view.find({ lookup: 'identity.ofKey', key }), 'identity')[0])
  const linked = arrived.value?.customer ?? null
  if (linked !== null && linked !== found?.customer)
    return unsaid(problem(409, { field: 'token', detail: 'This thread is of another customer. Ask for a new token without the old one.' }))
  if (linked !== null) return said({ name })
  const args: Args<'party.identify'> = {
    party: who.party,
    identity: IdentityId.parse(derivedId('identity', who.party, key)),
    customer: CustomerId.parse(derivedId('customer', options.store.group, key)),
    crm,
    name,
    email,
    phone,
    source: `site ${who.site}`,
  }
  const outcome = await options.act({ id: randomUUID(), name: 'party.identify', args, actor: door })
  return outcome.ok ? said({ name }) : unsaid(refusedProblem(outcome))
}

async function seen(options: TalkOptions, who: VisitorTicket, { id, kind, at, data }: Seen): Promise<Said<Record<never, never>>> {
  const { party, site, origin } = who
  const consents = await options.store.read(async (view) => only(await view.find({ lookup: 'consent.ofParty', key: party }), 'consent'))
  const newest = consents.filter(({ purpose }) => purpose === 'journey').sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))[0]
  if (newest?.state !== 'given')
    return unsaid(problem(403, { field: 'kind', detail: 'The visitor has not allowed their journey to be kept.' }))
  const source = { source: 'widget', id: `${party}:${id}` }
  const args: Args<'touchpoint.record'> = {
    id: TouchpointId.parse(derivedId('touchpoint', source.source, source.id)),
    party,
    kind,
    at,
    site,
    vehicle: null,
    opportunity: null,
    case: null,
    source,
    data,
    origin,
  }
  const outcome = await options.act({
    id: derivedId('seen', source.id),
    name: 'touchpoint.record',
    args,
    actor: { kind: 'visitor', party },
  })
  return outcome.ok || outcome.refusal.code === 'reused-number' ? nothing : unsaid(refusedProblem(outcome))
}

async function reached(
  options: TalkOptions,
  who: VisitorTicket,
  { messages, read }: z.infer<typeof Reached>,
): Promise<Said<Record<never, never>>> {
  const rows = await options.store.read(async (view) => {
    const { parties } = await kinOf(view, who.party)
    const found = only(await view.rows(messages.map((id) => ({ kind: 'message', id }))), 'message')
    return found.filter(({ party, kind, author }) => parties.includes(party) && kind === 'said' && author.kind === 'agent')
  })
  const news = rows.filter(({ readAt, reachedCustomerAt }) => (read ? readAt === null : reachedCustomerAt === null))
  await Promise.all(
    news.map(({ id, party }) =>
      options.act({
        id: derivedId('reached', id, String(read)),
        name: 'message.reached',
        args: { message: id, party, read },
        actor: door,
      }),
    ),
  )
  return nothing
}

/** The visitor's side of the house, on a store and an authority. */
export function openTalk(options: TalkOptions): Talk {
  return {
    say: (who, what) => say(options, who, what),
    identify: (who, what) => identify(options, who, what),
    async consent(who, { purpose, state }) {
      const arrived = await arrive(options, who)
      if (!arrived.ok) return arrived
      const args = { consent: ConsentId.parse(randomUUID()), party: who.party, purpose, state, source: `site ${who.site}` }
      const outcome = await options.act({ id: randomUUID(), name: 'party.consent', args, actor: { kind: 'visitor', party: who.party } })
      return outcome.ok ? nothing : unsaid(refusedProblem(outcome))
    },
    seen: (who, what) => seen(options, who, what),
    reached: (who, what) => reached(options, who, what),
  }
}
