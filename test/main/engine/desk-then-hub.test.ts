import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Envelope } from '../../../src/domain/command.ts'
import { type CommandName, commands } from '../../../src/domain/commands/table.ts'
import { kindNames } from '../../../src/domain/kind.ts'
import { agentRow } from '../../support/desk.ts'
import { frame, inbox, katharina, lastPage, mine, sent } from '../../support/frames.ts'
import { decideIn, memoryTx } from '../../support/memory-tx.ts'
import { ownReplica } from '../../support/replica.ts'
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
  ids,
  MINUTE,
  message,
  NOW,
  party,
  presence,
  queue,
  resource,
  vehicle,
  whisper,
} from '../../support/rows.ts'

const own = ownReplica()

const base = () => [
  held('party', party({ customer: ids.customer })),
  held('customer', customer()),
  held('vehicle', vehicle()),
  held('case', aCase()),
  held('message', message()),
  held('commitment', commitment({ owner: ids.lena, case: ids.case })),
  held('consent', consent({ party: ids.katharina })),
  held('queue', queue()),
  held('resource', resource()),
  held('appointment', appointment()),
  held('attachment', attachment()),
  held('whisper', whisper()),
  held('presence', presence()),
  held('agent', agentRow()),
  held('agent', agentRow(agent(ids.jonas))),
]

const pick = <T>(...of: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...of)
const oneCase = pick(ids.case, ids.case, ids.case, anId(0x19))
const ofMine = pick(ids.katharina, ids.katharina, ids.katharina, ids.bernd)
const named = { case: oneCase, party: ofMine }
const fence = pick(1, 1, 1, 2, 3)
const was = fc.option(fc.record({ kind: pick('complaint'), remedy: pick(null), settled: fc.boolean() }))
const words = pick('Come by today.', 'Is it safe to drive?', 'x')
const fresh = fc.integer({ min: 0x900, max: 0x920 }).map(anId)
const touchpointArgs = {
  id: fresh,
  party: ofMine,
  kind: pick('call', 'walk_in', 'nonsense'),
  at: pick(NOW - HOUR, NOW + HOUR),
  site: pick(ids.altona, null),
  vehicle: pick(null),
  opportunity: pick(null),
  case: oneCase,
  source: fc.record({ source: pick('desk'), id: pick('one', 'two') }),
  data: pick({}, { topic: 'Brakes', direction: 'outbound', minutes: 3, outcome: 'reached' }, { purpose: 'service' }),
  origin: pick('live'),
}

/** Arguments of every command there is: mostly fitting, so that many are applied, and some that are not. */
const argsOf: { readonly [N in CommandName]: fc.Arbitrary<object> } = {
  'appointment.book': fc.record({
    appointment: fresh,
    party: ofMine,
    resource: pick(ids.ramp),
    purpose: pick('service', 'service', 'handover'),
    startsAt: pick(NOW + 20 * HOUR, NOW + 19 * HOUR, NOW),
    vehicle: pick(null, ids.aurel),
    case: pick(null, ids.case),
    note: pick(null, 'Bring the papers'),
  }),
  'appointment.close': fc.record({
    appointment: pick(ids.appointment, anId(0x901)),
    party: ofMine,
    state: pick('arrived', 'missed', 'cancelled'),
    reason: pick(null, 'Ill'),
  }),
  'attachment.add': fc.record({
    attachment: pick(ids.photo, anId(0x901)),
    ...named,
    message: pick(null, ids.message),
    name: pick('disc.jpg'),
    type: pick('image/jpeg'),
    size: pick(9, 2 ** 30),
    sha256: pick('ab'.repeat(32)),
  }),
  'attachment.stored': fc.record({
    attachment: pick(ids.photo, anId(0x901)),
    party: ofMine,
    sha256: pick('ab'.repeat(32), 'cd'.repeat(32)),
  }),
  'case.assign': fc.record({ ...named, fence, to: pick(ids.lena, ids.jonas), note: fc.option(fc.record({ message: fresh, text: words })) }),
  'case.claim': fc.record(named),
  'case.handBack': fc.record({ ...named, fence, note: fc.option(fc.record({ message: fresh, text: words })) }),
  'case.takeOver': fc.record({ ...named, fence, reason: fc.constantFrom(null, 'Wants me') }),
  'case.unassign': fc.record({ ...named, owner: pick(ids.lena, ids.jonas) }),
  'case.release': fc.record({ ...named, fence }),
  'case.classify': fc.record({ ...named, kind: pick('complaint', 'enquiry'), remedy: pick(null, 'repair'), was }),
  'case.resolve': fc.record({ ...named, fence, knows: fc.nat(8) }),
  'case.reopen': fc.record(named),
  'case.dismissSafety': fc.record({ ...named, reason: pick('Rang: he is safe') }),
  'case.lower': fc.record(named),
  'case.open': fc.record({
    case: fresh,
    party: ofMine,
    site: pick(ids.altona),
    queue: pick(ids.inbox),
    kind: pick('complaint', 'enquiry'),
    subject: pick('Rattles'),
    channel: pick('dealership', 'phone'),
    remedy: pick(null, 'repair'),
    vehicle: pick(null, ids.aurel),
    note: fc.option(fc.record({ message: fresh, text: words })),
  }),
  'case.raise': fc.record({ ...named, reason: pick('Wants you'), note: fc.option(fc.record({ message: fresh, text: words })) }),
  'commitment.record': fc.record({ ...named, commitment: fresh, text: pick('Call back'), dueAt: pick(NOW + HOUR) }),
  'commitment.close': fc.record({
    commitment: pick(ids.promise, anId(0x901)),
    party: ofMine,
    state: pick('kept', 'cancelled'),
    evidence: pick(null, 'Rang'),
  }),
  'conversation.say': fc.record({
    message: fresh,
    case: fresh,
    party: ofMine,
    host: ofMine,
    site: pick(ids.altona),
    queue: pick(ids.inbox),
    text: words,
    origin: pick('live'),
  }),
  'import.rows': fc.record({ kind: pick('site'), rows: pick([{ id: ids.kiel }]), root: pick('ref') }),
  'message.note': fc.record({ ...named, message: fresh, text: words }),
  'message.reached': fc.record({ message: pick(ids.message, anId(0x901)), party: ofMine, read: fc.boolean() }),
  'message.reply': fc.record({ ...named, message: fresh, text: words, fence, knows: fc.nat(30) }),
  'party.arrive': fc.record({ party: fresh, site: pick(ids.altona), name: pick(null), language: pick('de'), origin: pick('live') }),
  'party.consent': fc.record({
    consent: fresh,
    party: ofMine,
    purpose: pick('journey'),
    state: pick('given', 'withdrawn'),
    source: pick('desk'),
  }),
  'party.identify': fc.record({
    party: ofMine,
    identity: fresh,
    customer: fresh,
    crm: pick('N-1'),
    name: pick('Katharina'),
    email: pick(null),
    phone: pick(null),
    source: pick('dealer'),
  }),
  'party.register': fc.record({
    party: fresh,
    site: pick(ids.altona),
    name: pick('Hanno Peters'),
    language: pick('de'),
    contacts: pick([{ kind: 'phone', value: '+49 40 5550177' }]),
    vehicle: pick(null, { id: anId(0x571), brand: null, model: 'Tarn 5', plate: 'HH-P 77', vin: null, year: 2021 }),
  }),
  'presence.line': fc.record({
    agent: pick(ids.lena, ids.jonas),
    line: fc.constantFrom('up', 'lost', 'down'),
    was: fc.constantFrom(null, 'up', 'lost', 'down'),
  }),
  'presence.set': fc.record({ agent: pick(ids.lena, ids.jonas), mode: fc.constantFrom('available', 'break', 'working-offline') }),
  'whisper.close': fc.record({ whisper: pick(ids.whisper, anId(0x901)), party: named.party, how: fc.constantFrom('taken', 'dismissed') }),
  'whisper.say': fc.record({
    ...named,
    whisper: fresh,
    to: pick(ids.lena, ids.jonas),
    kind: fc.constantFrom('whisper', 'suggestion'),
    text: words,
  }),
  'resource.open': fc.record({
    resource: pick(ids.ramp, ids.ramp, ids.ramp, anId(0x599)),
    openings: pick([{ from: NOW, to: NOW + 4 * HOUR }]),
  }),
  'touchpoint.record': fc.record(touchpointArgs),
}

const names = Object.keys(commands) as CommandName[]
const asked = (name: CommandName) => argsOf[name].map((args) => ({ name, version: commands[name].version, args: args as Envelope['args'] }))
/** Those an agent may give come more often than those only the hub itself may. */
const seldom = /^(import|party|conversation)\.|reached/
const anyCommand = fc.oneof(...names.map((name) => ({ weight: seldom.test(name) ? 1 : 5, arbitrary: asked(name) })))

function begin(): void {
  const scopes = [lastPage('ref'), lastPage(mine), lastPage(inbox), lastPage(`site:${ids.altona}`), lastPage(`party:${ids.bernd}`)]
  own.absorb(frame(0, 1, { reset: true, pages: [...scopes, lastPage(katharina, ...base().map((row) => sent(1, row)))] }))
  own.store.run('DELETE FROM outbox')
  own.replica.pending.load()
}

const shown = () =>
  kindNames
    .flatMap((kind) =>
      [...new Set([...own.replica.rows.all(kind).map(({ id }) => id), ...own.replica.pending.overlay.of(kind).map(({ id }) => id)])].map(
        (id) => [kind, own.replica.pending.view.get(kind, id)],
      ),
    )
    .sort(byName)
const stored = () => kindNames.flatMap((kind) => own.replica.rows.all(kind).map((row) => [kind, row])).sort(byName)
const byName = (a: readonly unknown[], b: readonly unknown[]): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
const inHub = (hub: ReturnType<typeof memoryTx>) =>
  hub
    .rows()
    .map(({ kind, row }) => [kind, row])
    .sort(byName)

test('I7: desk then hub, and hub alone, end in equal rows and equal answers, for every command there is', () => {
  let applied = 0
  fc.assert(
    fc.property(fc.array(anyCommand, { minLength: 3, maxLength: 12 }), (sequence) => {
      begin()
      const alone = memoryTx(base())
      const then = memoryTx(base())
      for (const [n, command] of sequence.entries()) {
        own.clock.at = NOW + n * MINUTE
        const { receipt } = own.run(command.name, command.args, { version: command.version })
        // A command said again while it waits is the same command: the hub would see it once.
        const again =
          receipt.kept &&
          own.replica.pending.all().filter(({ kept }) => kept.envelope.id === receipt.command && kept.envelope.saidAt < own.clock.at)
            .length > 0
        if (again) continue
        const outcome = decideIn(alone, command, { actor: agent(), at: own.clock.at })
        if (outcome.ok) applied++
        expect([command.name, receipt.outcome]).toEqual([command.name, outcome])
        expect(receipt.kept).toBe(outcome.ok)
      }
      expect(shown()).toEqual(inHub(alone))
      const decided = own.replica.pending.all().map(({ kept: { envelope } }) => {
        const overTheWire = JSON.parse(JSON.stringify(envelope)) as Envelope
        return { command: envelope.id, outcome: decideIn(then, overTheWire, { actor: agent(), at: envelope.saidAt }) }
      })
      expect(inHub(then)).toEqual(inHub(alone))
      own.absorb(frame(1, 2, { rows: then.rows().map((row) => sent(2, row)), decided }))
      expect([stored(), [...own.replica.pending.overlay]]).toEqual([inHub(alone), []])
    }),
    { numRuns: 120 },
  )
  expect(applied).toBeGreaterThan(100)
}, 120_000)
