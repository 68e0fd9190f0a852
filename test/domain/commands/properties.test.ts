import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../../../src/domain/actor.ts'
import { type CommandName, commands } from '../../../src/domain/commands/table.ts'
import { isRefusal, prepare } from '../../../src/domain/decide.ts'
import { kinds } from '../../../src/domain/kind.ts'
import { agentRow } from '../../support/desk.ts'
import { decideIn, type MemoryTx, memoryTx } from '../../support/memory-tx.ts'
import {
  aCase,
  agent,
  anId,
  appointment,
  attachment,
  commitment,
  consent,
  customer,
  HOUR,
  held,
  identity,
  ids,
  MINUTE,
  message,
  NOW,
  party,
  queue,
  resource,
  site,
  system,
  touchpoint,
  vehicle,
  visitor,
  whisper,
} from '../../support/rows.ts'

const answer = message({ id: anId(0x510), number: 2, author: { kind: 'agent', agent: ids.lena, name: 'Lena Vogt' } })

/** One whose agent serves another site, and one that a supervisor has taken over. */
const stranded = aCase({ id: anId(0x504), owner: ids.mirja, fence: 1, messages: 0, heard: null })
const taken = aCase({
  id: anId(0x505),
  ...{ owner: ids.jonas, fence: 2, messages: 0, heard: null },
  lent: { from: agent().id, fromName: 'Lena Vogt', at: NOW },
})

const base = [
  held('site', site()),
  held('party', party({ customer: ids.customer })),
  held('party', party({ id: ids.visitor, name: null })),
  held('customer', customer()),
  held('identity', identity()),
  held('consent', consent()),
  held('vehicle', vehicle()),
  held('case', aCase({ owner: ids.lena, fence: 1, messages: 2 })),
  held('case', stranded),
  held('case', taken),
  held('message', message()),
  held('message', answer),
  held('commitment', commitment()),
  held('queue', queue()),
  held('resource', resource()),
  held('appointment', appointment()),
  held('attachment', attachment()),
  held('whisper', whisper()),
  held('agent', agentRow()),
  held('agent', agentRow(agent(ids.jonas))),
  held('agent', agentRow(agent(ids.mirja, ids.kiel))),
]

/** Mostly the likely thing, so that commands get somewhere; sometimes another. */
const mostly = <T>(likely: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(likely) }, { weight: 2, arbitrary: fc.constantFrom(...others) })

const parties = mostly(ids.katharina, ids.visitor)
const cases = mostly(ids.case, anId(0x501), anId(0x502), stranded.id, taken.id)
const messages = fc.constantFrom(ids.message, answer.id, ...[1, 2, 3, 4, 5].map((n) => anId(0x510 + n)))
const promises = fc.constantFrom(ids.promise, anId(0x521), anId(0x522))
const fence = mostly(1, 0, 2, 3, 4)
const was = fc.option(fc.record({ kind: fc.constant('complaint'), remedy: fc.constant(null), settled: fc.boolean() }))
const text = mostly('When is it ready?', 'Is it safe?', 'The brakes grind again', 'Rauch!')
const named = { case: cases, party: parties }
const { receivedAt: _, ...seen } = touchpoint('web_visit', { page: 'Tarn 5', model: null }, { party: ids.visitor })

const args: { readonly [N in CommandName]: fc.Arbitrary<object> } = {
  'appointment.book': fc.record({
    appointment: fc.constantFrom(anId(0x581), anId(0x582)),
    party: parties,
    resource: mostly(ids.ramp, anId(0x599)),
    purpose: mostly('service', 'handover'),
    startsAt: mostly(NOW + 20 * HOUR, NOW + 19 * HOUR, NOW),
    vehicle: mostly<string | null>(null, ids.aurel),
    case: mostly<string | null>(null, ids.case),
    note: fc.option(text),
  }),
  'appointment.close': fc.record({
    appointment: fc.constantFrom(ids.appointment, anId(0x581)),
    party: parties,
    state: fc.constantFrom('arrived', 'missed', 'cancelled'),
    reason: fc.constantFrom(null, 'Ill'),
  }),
  'attachment.add': fc.record({
    attachment: fc.constantFrom(ids.photo, anId(0x5a1)),
    ...named,
    message: mostly<string | null>(null, ids.message),
    name: fc.constantFrom('disc.jpg'),
    type: fc.constantFrom('image/jpeg'),
    size: fc.constantFrom(9, 2 ** 30),
    sha256: fc.constantFrom('ab'.repeat(32)),
  }),
  'attachment.stored': fc.record({
    attachment: fc.constantFrom(ids.photo, anId(0x5a1)),
    party: parties,
    sha256: fc.constantFrom('ab'.repeat(32), 'cd'.repeat(32)),
  }),
  'case.assign': fc.record({
    ...named,
    fence,
    to: mostly(ids.lena, ids.jonas, ids.mirja),
    note: fc.option(fc.record({ message: messages, text: text })),
  }),
  'case.claim': fc.record(named),
  'case.handBack': fc.record({ ...named, fence: mostly(2, 3), note: fc.option(fc.record({ message: messages, text: text })) }),
  'case.takeOver': fc.record({ ...named, fence, reason: fc.constantFrom(null, 'Wants me') }),
  'case.release': fc.record({ ...named, fence }),
  'case.unassign': fc.record({ ...named, owner: mostly(ids.mirja, ids.lena) }),
  'case.classify': fc.record({ ...named, kind: fc.constantFrom('complaint', 'enquiry'), remedy: fc.constantFrom(null, 'repair'), was }),
  'case.resolve': fc.record({ ...named, fence, knows: fc.nat(6) }),
  'case.reopen': fc.record(named),
  'case.dismissSafety': fc.record({ ...named, reason: text }),
  'case.lower': fc.record(named),
  'case.open': fc.record({
    case: fc.constantFrom(anId(0x501), anId(0x502), anId(0x503)),
    party: parties,
    site: fc.constantFrom(ids.altona),
    queue: mostly(ids.inbox, ids.kielInbox),
    kind: fc.constantFrom('complaint', 'enquiry'),
    subject: fc.constantFrom('Rattles'),
    channel: fc.constantFrom('dealership', 'phone'),
    remedy: fc.constantFrom(null, 'repair'),
    vehicle: mostly<string | null>(null, ids.aurel),
    note: fc.option(fc.record({ message: messages, text })),
  }),
  'case.raise': fc.record({ ...named, reason: fc.constantFrom('Wants you'), note: fc.option(fc.record({ message: messages, text })) }),
  'commitment.record': fc.record({ ...named, commitment: promises, text, dueAt: fc.constant(NOW + HOUR) }),
  'commitment.close': fc.record({
    commitment: promises,
    party: parties,
    state: fc.constantFrom('kept', 'cancelled'),
    evidence: fc.option(text),
  }),
  'conversation.say': fc.record({
    ...named,
    message: messages,
    host: parties,
    site: fc.constant(ids.altona),
    queue: fc.constant(ids.inbox),
    text,
    origin: fc.constant('live'),
  }),
  'import.rows': fc.constant({ kind: 'site', rows: [site()], root: 'ref' }),
  'message.note': fc.record({ ...named, message: messages, text }),
  'message.reached': fc.record({ message: messages, party: parties, read: fc.boolean() }),
  'message.reply': fc.record({ ...named, message: messages, text, fence, knows: fc.nat(6) }),
  'party.arrive': fc.record({
    party: fc.constantFrom(ids.visitor, ids.bernd),
    site: fc.constant(ids.altona),
    name: fc.constant(null),
    language: fc.constant('de'),
    origin: fc.constant('live'),
  }),
  'party.consent': fc.record({
    consent: fc.constantFrom(anId(0x531), anId(0x532)),
    party: parties,
    purpose: fc.constant('journey'),
    state: fc.constantFrom('given', 'withdrawn'),
    source: fc.constant('widget'),
  }),
  'party.identify': fc.record({
    party: parties,
    identity: fc.constantFrom(anId(0x541), anId(0x542)),
    customer: fc.constantFrom(anId(0x551), anId(0x552)),
    crm: fc.constantFrom('N-2104', 'N-9'),
    name: fc.constant('Somebody'),
    email: fc.constant(null),
    phone: fc.constant(null),
    source: fc.constant('nordhaus.example'),
  }),
  'party.register': fc.record({
    party: fc.constantFrom(ids.bernd, anId(0x591)),
    site: fc.constantFrom(ids.altona),
    name: fc.constantFrom('Hanno Peters'),
    language: fc.constantFrom('de'),
    contacts: fc.constantFrom([{ kind: 'phone', value: '+49 40 5550177' }]),
    vehicle: fc.constantFrom(null, { id: anId(0x571), brand: null, model: 'Tarn 5', plate: 'HH-P 77', vin: null, year: 2021 }),
  }),
  'presence.line': fc.record({
    agent: mostly(ids.lena, ids.jonas, ids.mirja),
    line: fc.constantFrom('up', 'lost', 'down'),
    was: fc.constantFrom(null, 'up', 'lost', 'down'),
  }),
  'presence.set': fc.record({
    agent: mostly(ids.lena, ids.jonas),
    mode: fc.constantFrom('available', 'break', 'working-offline'),
  }),
  'whisper.close': fc.record({
    whisper: fc.constantFrom(ids.whisper, anId(0x5b1), anId(0x5b2)),
    party: named.party,
    how: fc.constantFrom('taken', 'dismissed'),
  }),
  'whisper.say': fc.record({
    ...named,
    whisper: fc.constantFrom(ids.whisper, anId(0x5b1), anId(0x5b2)),
    to: mostly(ids.lena, ids.jonas, ids.mirja),
    kind: fc.constantFrom('whisper', 'suggestion'),
    text: text,
  }),
  'resource.open': fc.record({ resource: mostly(ids.ramp, anId(0x599)), openings: fc.constantFrom([{ from: NOW, to: NOW + 4 * HOUR }]) }),
  'touchpoint.record': fc.record({
    ...Object.fromEntries(Object.entries(seen).map(([key, value]) => [key, fc.constant(value)])),
    id: fc.constantFrom(anId(0x561), anId(0x562)),
    source: fc.record({ source: fc.constantFrom('page', 'desk'), id: fc.constantFrom('1', anId(0x561)) }),
  }),
}

const actors: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(agent()) },
  { weight: 4, arbitrary: fc.constant(system) },
  { weight: 3, arbitrary: fc.constant(agent(ids.jonas, ids.altona, 'supervisor')) },
  { weight: 3, arbitrary: fc.constantFrom(agent(ids.jonas), visitor(), visitor(ids.katharina)) },
)
const strangers: fc.Arbitrary<Actor> = fc.constantFrom(agent(ids.mirja, ids.kiel), agent(ids.mirja, ids.kiel, 'admin'), visitor(ids.bernd))

interface Step {
  readonly name: CommandName
  readonly args: object
  readonly actor: Actor
  readonly later: number
}

const some = (who: fc.Arbitrary<Actor>): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc
      .constantFrom(...(Object.keys(commands) as CommandName[]))
      .chain((name) => fc.record({ name: fc.constant(name), args: args[name], actor: who, later: fc.constantFrom(0, MINUTE, HOUR) })),
    { maxLength: 30, size: 'max' },
  )

const asked = ({ name, args: given }: Step) => ({ name, version: commands[name].version, args: JSON.parse(JSON.stringify(given)) })

function play(tx: MemoryTx, played: readonly Step[]) {
  let at = NOW
  return played.map((step) => {
    at += step.later
    return decideIn(tx, asked(step), { actor: step.actor, at })
  })
}

test('every command there is takes part in these properties, with arguments it accepts', () => {
  for (const name of Object.keys(commands) as CommandName[]) {
    const [sample] = fc.sample(args[name], { numRuns: 1, seed: 1 })
    const ready = prepare(asked({ name, args: sample!, actor: system, later: 0 }))
    expect(isRefusal(ready) ? [name, ready] : null).toBe(null)
  }
})

test('the same commands on the same rows give the same rows and the same answers, on a desk as on the hub', () => {
  fc.assert(
    fc.property(some(actors), (played) => {
      const [desk, hub] = [memoryTx(base), memoryTx(base)]
      expect(play(desk, played)).toEqual(play(hub, played))
      expect(desk.rows()).toEqual(hub.rows())
    }),
  )
})

test('a desk that guessed its unsent commands ends where the hub alone ends, once it replays them on the truth', () => {
  fc.assert(
    fc.property(some(actors), some(actors), (others, mine) => {
      const guess = memoryTx(base)
      play(guess, mine)
      const hub = memoryTx(base)
      play(hub, others)
      const replayed = hub.fork()
      expect(play(replayed, mine)).toEqual(play(hub, mine))
      expect(replayed.rows()).toEqual(hub.rows())
    }),
  )
})

test('agents of other sites and visitors who are somebody else never change anything', () => {
  fc.assert(
    fc.property(some(strangers), (played) => {
      const tx = memoryTx(base)
      const before = tx.rows()
      expect(play(tx, played).filter((outcome) => outcome.ok)).toEqual([])
      expect(tx.rows()).toEqual(before)
    }),
  )
})

test('every row a command leaves behind is one its noun’s own schema reads back unchanged', () => {
  fc.assert(
    fc.property(some(actors), (played) => {
      const tx = memoryTx(base)
      play(tx, played)
      for (const { kind, row } of tx.rows()) expect(kinds[kind].parse(row)).toEqual(row)
    }),
  )
})

test('a thread has no gaps and no two messages in one place, and its case counts them', () => {
  fc.assert(
    fc.property(some(actors), (played) => {
      const tx = memoryTx(base)
      play(tx, played)
      for (const header of tx.of('case')) {
        const numbers = tx
          .of('message')
          .filter((row) => row.case === header.id)
          .map((row) => row.number)
        expect(numbers.toSorted((a, b) => a - b)).toEqual(Array.from({ length: header.messages }, (_entry, place) => place + 1))
      }
    }),
  )
})

test('a case’s fence never falls, and grows whenever its owner changes', () => {
  fc.assert(
    fc.property(some(actors), (played) => {
      const tx = memoryTx(base)
      let before = tx.get('case', ids.case)!
      for (const step of played) {
        play(tx, [step])
        const after = tx.get('case', ids.case)!
        expect(after.fence).toBeGreaterThanOrEqual(before.fence)
        if (after.owner !== before.owner) expect(after.fence).toBeGreaterThan(before.fence)
        before = after
      }
    }),
  )
})

test('the random commands are not all refused: each is applied at some time, else these properties would prove nothing', () => {
  const applied = new Set<string>()
  for (const played of fc.sample(some(actors), { numRuns: 1_500, seed: 7 })) {
    const outcomes = play(memoryTx(base), played)
    for (const [place, step] of played.entries()) if (outcomes[place]?.ok) applied.add(step.name)
  }
  expect(Object.keys(commands).filter((name) => !applied.has(name))).toEqual([])
})
