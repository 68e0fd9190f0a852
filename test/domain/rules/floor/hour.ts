import fc from 'fast-check'
import type { Actor } from '../../../../src/domain/actor.ts'
import type { Context, Envelope, Tx } from '../../../../src/domain/command.ts'
import { commands } from '../../../../src/domain/commands/table.ts'
import { decide } from '../../../../src/domain/decide.ts'
import { type Kind, kinds, type Row } from '../../../../src/domain/kind.ts'
import { type MemoryTx, memoryTx } from '../../../support/memory-tx.ts'
import { agent, anId, held, ids, NOW, party, queue, site, system } from '../../../support/rows.ts'

/** Something that happened: what was asked, by whom, when, and that it was applied. */
export interface Happened {
  readonly at: number
  readonly by: string | null
  readonly name: string
  readonly args: Readonly<Record<string, unknown>>
}

/** What customers say: whether it opens a complaint, and whether it is about safety. */
export const sayings = [
  { text: 'When is it ready?', kind: 'enquiry', words: null },
  { text: 'The brakes failed on the motorway', kind: 'complaint', words: 'brakes failed' },
  { text: 'I want my money back', kind: 'complaint', words: null },
  { text: 'Do you have it in red?', kind: 'enquiry', words: null },
] as const

export const agentsOf: readonly Row<'agent'>[] = [
  { ...agent(ids.lena), grants: [[ids.altona, 'agent']] },
  { ...agent(ids.jonas), grants: [[ids.altona, 'supervisor']] },
  {
    ...agent(ids.mirja),
    grants: [
      [ids.altona, 'agent'],
      [ids.kiel, 'supervisor'],
    ],
  },
].map(({ id, name, grants }) =>
  kinds.agent.parse({
    ...{ id, name, email: 'desk@nordhaus.example', language: 'de', active: true },
    grants: grants.map(([at, role]) => ({ site: at, role })),
  }),
)

export const sitesOf = [site(), site({ id: ids.kiel, name: 'Kiel' })]
const queues = [queue(), queue({ id: ids.kielInbox, site: ids.kiel })]
const customers = Array.from({ length: 6 }, (_, n) =>
  party({ id: anId(0x900 + n), name: `Customer ${n}`, customer: null, sites: [n % 3 === 0 ? ids.kiel : ids.altona] }),
)

const actors: readonly Actor[] = agentsOf.map((row) => ({ kind: 'agent', id: row.id, name: row.name, grants: row.grants }))

/** One step: how long after the last, what is tried, and two numbers that choose whom and what. */
export interface Step {
  readonly after: number
  readonly what: (typeof tries)[number]
  readonly a: number
  readonly b: number
}

const tries = [
  ...['say', 'say', 'say', 'reply', 'reply', 'reply', 'note', 'claim', 'claim', 'release', 'resolve', 'reopen', 'reopen', 'classify'],
  ...[
    'assign',
    'takeOver',
    'takeOver',
    'handBack',
    'handBack',
    'raise',
    'raise',
    'lower',
    'dismissSafety',
    'open',
    'promise',
    'promise',
    'keep',
    'mode',
    'line',
    'line',
  ],
] as const

const step: fc.Arbitrary<Step> = fc.record({
  after: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 300_000 })),
  what: fc.constantFrom(...tries),
  a: fc.nat(1_000),
  b: fc.nat(1_000),
})

/** An hour of a floor, as steps; some of them will be refused. */
export const hours = fc.array(step, { minLength: 20, maxLength: 90, size: 'max' })

const pick = <T>(all: readonly T[], n: number): T | undefined => all[n % Math.max(1, all.length)]

type Asked = Pick<Envelope, 'name' | 'args'> & { readonly by: Actor }

interface Turn {
  readonly tx: MemoryTx
  readonly step: Step
  /** A number nobody else has. */
  readonly n: number
  readonly at: number
}

const modes = ['available', 'busy', 'break', 'wrap-up', 'away', 'working-offline'] as const
const lines = ['up', 'up', 'lost', 'down'] as const
const channels = ['chat', 'email', 'phone', 'web'] as const

function said({ step: { a, b }, n }: Turn): Asked | null {
  const who = pick(customers, a)
  if (!who) return null
  const [place] = who.sites
  const at = place === ids.kiel ? ids.kielInbox : ids.inbox
  const words = { text: pick(sayings, b)?.text ?? '', origin: 'live' }
  const args = { message: anId(0x20000 + n), case: anId(0x30000 + n), party: who.id, host: who.id, site: place ?? '', queue: at, ...words }
  return { name: 'conversation.say', by: system, args }
}

function opens({ step: { a, b }, n }: Turn): Asked | null {
  const [who, by] = [pick(customers, a), pick(actors, b)]
  if (!who || !by) return null
  const kiel = who.sites[0] === ids.kiel
  const where = { site: kiel ? ids.kiel : ids.altona, queue: kiel ? ids.kielInbox : ids.inbox }
  const what = { kind: b % 2 === 0 ? 'complaint' : 'enquiry', subject: 'Told at the counter', channel: pick(channels, a + b) ?? 'chat' }
  return {
    name: 'case.open',
    by,
    args: { case: anId(0x30000 + n), party: who.id, ...where, ...what, remedy: null, vehicle: null, note: null },
  }
}

function ofCase({ tx, step: { what, a, b }, n, at }: Turn): Asked | null {
  const header = pick(tx.of('case'), a)
  const owner = actors.find((actor) => actor.kind === 'agent' && actor.id === header?.owner)
  const by = b % 4 === 0 || !owner ? pick(actors, b) : owner
  if (!header || !by) return null
  const one = { case: header.id, party: header.party }
  const { fence, messages: knows } = header
  const message = anId(0x20000 + n)
  const table: Readonly<Record<string, readonly [string, Asked['args']]>> = {
    reply: ['message.reply', { ...one, message, text: 'I am on it.', fence, knows }],
    note: ['message.note', { ...one, message, text: 'Ask the workshop.' }],
    claim: ['case.claim', one],
    release: ['case.release', { ...one, fence }],
    resolve: ['case.resolve', { ...one, fence, knows }],
    reopen: ['case.reopen', one],
    classify: ['case.classify', { ...one, kind: b % 2 === 0 ? 'complaint' : 'enquiry', remedy: null, was: null }],
    assign: ['case.assign', { ...one, fence, to: pick(agentsOf, b)?.id ?? '', note: null }],
    takeOver: ['case.takeOver', { ...one, fence, reason: null }],
    handBack: ['case.handBack', { ...one, fence, note: null }],
    raise: ['case.raise', { ...one, reason: 'He wants the manager', note: null }],
    lower: ['case.lower', one],
    dismissSafety: ['case.dismissSafety', { ...one, reason: 'Not about this car' }],
    promise: ['commitment.record', { ...one, commitment: anId(0x40000 + n), text: 'Call back', dueAt: at + (b - 300) * 10_000 }],
  }
  const [name, args] = table[what] ?? []
  return name && args ? { name, args, by } : null
}

function asked(turn: Turn): Asked | null {
  const { tx, step: now } = turn
  const { what, a, b } = now
  if (what === 'say') return said(turn)
  if (what === 'open') return opens(turn)
  const who = pick(agentsOf, a)
  const by = pick(actors, a)
  if (!who || !by) return null
  if (what === 'mode') return { name: 'presence.set', by, args: { agent: who.id, mode: pick(modes, b) ?? 'busy' } }
  if (what === 'line') {
    const was = tx.get('presence', who.id)?.line ?? null
    return { name: 'presence.line', by: system, args: { agent: who.id, line: pick(lines, b) ?? 'up', was } }
  }
  if (what !== 'keep') return ofCase(turn)
  const promise = pick(tx.of('commitment'), b)
  const end = { state: b % 2 === 0 ? 'kept' : 'cancelled', evidence: 'Called' }
  return promise ? { name: 'commitment.close', by, args: { commitment: promise.id, party: promise.party, ...end } } : null
}

/** Decides on a store without copying it, for there are thousands of decisions: what a refused command put is thrown away. */
function decideOn(tx: MemoryTx, { name, args }: Asked, context: Context): boolean {
  const puts: (() => void)[] = []
  const trial: Tx = {
    get: (kind, id) => tx.get(kind, id),
    find: (lookup, key) => tx.find(lookup, key),
    put: <K extends Kind>(kind: K, row: Row<K>) => void puts.push(() => tx.put(kind, row)),
  }
  const { version } = commands[name as keyof typeof commands]
  const { ok } = decide(trial, { name, args, version }, context)
  if (ok) for (const put of puts) put()
  return ok
}

/** Lives an hour: everything is decided by the real commands. What came of it as rows, and what happened as events. */
export function live(steps: readonly Step[]): { readonly tx: MemoryTx; readonly events: readonly Happened[]; readonly now: number } {
  const tx = memoryTx([
    ...sitesOf.map((row) => held('site', row)),
    ...queues.map((row) => held('queue', row)),
    ...agentsOf.map((row) => held('agent', row)),
    ...customers.map((row) => held('party', row)),
  ])
  const events: Happened[] = []
  let at = NOW
  for (const [n, one] of steps.entries()) {
    at += one.after
    const doing = asked({ tx, step: one, n, at })
    if (!doing) continue
    if (!decideOn(tx, doing, { actor: doing.by, at })) continue
    events.push({ at, by: doing.by.kind === 'agent' ? doing.by.id : null, name: doing.name, args: doing.args })
  }
  return { tx, events, now: at + 1_000 }
}
