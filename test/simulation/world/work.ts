import { commands } from '../../../src/domain/commands/table.ts'
import type { Run } from '../../../src/domain/contract/bridge.ts'
import type { SyncItem } from '../../../src/domain/contract/sync.ts'
import type { Row } from '../../../src/domain/kind.ts'
import { ids } from '../../hub/support/rows.ts'
import type { Desk } from './desk.ts'
import type { World } from './world.ts'

type Header = Row<'case'>
type Args = Run['args']

interface Wish {
  readonly name: string
  readonly args: object
  readonly party: string
  readonly message?: string
  readonly after?: readonly string[]
  /** The case in whose thread its words stand. */
  readonly shownIn?: Header['id']
}

const HOUR = 3_600_000

/** What an agent may want to do with a case, by how it looks to them just now. */
function wishesFor(world: World, desk: Desk, header: Header): readonly (() => Wish)[] {
  const { word } = world
  const { party } = header
  const named = { case: header.id, party }
  const mine = header.owner === desk.agent
  const simple =
    (name: string, more: () => object = () => ({})) =>
    (): Wish => ({ name, party, args: { ...named, ...more() } })
  const written = (name: string, more: object) => (): Wish => {
    const message = world.newMessage()
    return { name, party, message, shownIn: header.id, args: { ...named, message, text: `${name} ${word()}`, ...more } }
  }
  const note = written('message.note', {})
  const reply = written('message.reply', { fence: header.fence, knows: header.messages })
  const promise = simple('commitment.record', () => ({
    commitment: world.uuid(),
    text: `promise ${word()}`,
    dueAt: world.timeline.now + HOUR,
  }))
  const was = { kind: header.kind, remedy: header.remedy, settled: header.kindSettled }
  const classify = simple('case.classify', () => ({ kind: world.chance.pick(['complaint', 'enquiry']), remedy: null, was }))
  const raise = simple('case.raise', () => ({ reason: word(), note: { message: world.newMessage(), text: `raised ${word()}` } }))
  const release = simple('case.release', () => ({ fence: header.fence }))
  const resolve = simple('case.resolve', () => ({ fence: header.fence, knows: header.messages }))
  const hands = handing(world, desk, header)
  const more = [
    note,
    promise,
    classify,
    ...(header.raised ? [simple('case.lower')] : [raise]),
    ...hands,
    booking(world, party),
    logged(world, party, header.site),
  ]
  if (header.state === 'resolved') return [simple('case.reopen'), note]
  if (world.hands) return mine ? [reply, reply, ...hands] : header.owner === null ? [simple('case.claim'), ...hands] : [note, ...hands]
  if (mine) return [reply, reply, reply, release, resolve, ...more]
  return header.owner === null ? [simple('case.claim'), simple('case.claim'), ...more] : more
}

/** What a supervisor may do with a colleague's case, and whoever has one with their own. */
function handing(world: World, desk: Desk, header: Header): readonly (() => Wish)[] {
  const { chance, word } = world
  const { party, fence, owner } = header
  const wish = (name: string, more: () => object) => (): Wish => ({ name, party, args: { case: header.id, party, ...more() } })
  const note = (): object | null => (chance.once(2) ? { message: world.newMessage(), text: `handed ${word()}` } : null)
  const assign = wish('case.assign', () => ({ fence, to: ids.agent(chance.between(1, 4)), note: note() }))
  const back = wish('case.handBack', () => ({ fence, note: note() }))
  if (owner === desk.agent) return header.lent ? [back, back, back, assign] : [assign]
  if (!isSupervisor(desk)) return []
  const takeOver = wish('case.takeOver', () => ({ fence, reason: null }))
  const kind = chance.pick(['whisper', 'suggestion'])
  const whisper = wish('whisper.say', () => ({ whisper: world.uuid(), to: owner, kind, text: `whispered ${word()}` }))
  return owner === null ? [assign] : [takeOver, takeOver, takeOver, whisper, assign]
}

/** The fourth is everybody's supervisor (`people.ts`). */
const isSupervisor = ({ agent }: Desk): boolean => agent === ids.agent(4)

/** A place at the workshop in the next hours: there is one, and everybody wants it. */
function booking(world: World, party: string) {
  return (): Wish => {
    const { chance, timeline } = world
    const startsAt = world.began + Math.ceil((timeline.now - world.began) / HOUR + chance.below(3)) * HOUR
    const args = {
      appointment: world.uuid(),
      party,
      resource: world.resource(chance.between(1, 2)),
      purpose: 'service',
      startsAt,
      vehicle: null,
      case: null,
      note: null,
    }
    return { name: 'appointment.book', party, args }
  }
}

/** A call is logged by hand. */
function logged(world: World, party: string, site: string) {
  return (): Wish => {
    const id = world.uuid()
    const data = { way: 'inbound', outcome: 'answered', about: world.word() }
    const rest = { vehicle: null, opportunity: null, case: null, source: { source: 'desk', id }, origin: 'live' }
    return { name: 'touchpoint.record', party, args: { id, party, kind: 'call', at: world.timeline.now, site, data, ...rest } }
  }
}

/** Asks for a change as a screen does, and writes down what the person was told. */
function run(world: World, desk: Desk, { name, args, party, message, after = [] }: Wish): string | null {
  const known = Object.values(commands).find((command) => command.name === name)
  const receipt = desk.ask('run', { name, version: known?.version ?? 1, args: args as Args, after: [...after] as never })
  if (!receipt) return null
  world.note(`${desk.name} ${name} ${receipt.kept ? `kept ${receipt.command.slice(-6)}` : `not kept ${receipt.outcome.refusal.code}`}`)
  if (!receipt.kept) return null
  if (world.said.some(({ command }) => command === receipt.command)) return receipt.command
  const { elapsed: at, now: clock } = world.timeline
  world.said.push({ desk, command: receipt.command, name, party, message: message ?? null, args: JSON.stringify(args), after, at, clock })
  return receipt.command
}

/** I9: what a person has just said stands before them at once. */
function isShown(world: World, desk: Desk, { shownIn, message }: Wish): void {
  if (!shownIn || !message || !desk.up) return
  const thread = desk.show({ of: 'thread', case: shownIn, count: 500 })
  if (thread?.of !== 'thread') return
  if (thread.value.messages.some((shown) => shown.message.id === message)) return
  // A case of which there was no room left while somebody looked at the queue is seen to leave.
  if (desk.engine.replica.rows.get('case', shownIn)) world.fault(`I9 ${desk.name} does not show its own ${message}`)
}

/** An agent looks at a queue, opens a case and does something about it. */
function attend(world: World, desk: Desk): void {
  const { chance } = world
  const view = world.hands ? 'team' : chance.pick(['mine', 'team', 'team', 'unassigned', 'resolved'] as const)
  const queue = desk.show({ of: 'queue', view, from: 0, count: 50 })
  if (queue?.of !== 'queue' || queue.value.cases.length === 0 || !desk.up) return
  const header = chance.pick(world.hands ? queue.value.cases.slice(0, 3) : queue.value.cases)
  if (chance.once(3)) desk.show(chance.once(2) ? { of: 'case', case: header.id } : { of: 'dossier', party: header.party })
  if (!desk.up) return
  const wish = chance.pick(wishesFor(world, desk, header))()
  const command = run(world, desk, wish)
  if (!command) return
  isShown(world, desk, wish)
  if (desk.up && chance.once(6)) chain(world, desk, { header, wish, command })
}

interface First {
  readonly header: Header
  readonly wish: Wish
  readonly command: string
}

/** Something that rests on what was just said: one chain, one fate. After a claim it is the answer. */
function chain(world: World, desk: Desk, { header, wish, command }: First): void {
  const message = world.newMessage()
  const named = { case: header.id, party: header.party, message, text: `chained ${world.word()}` }
  const claimed = wish.name === 'case.claim'
  const args = claimed ? { ...named, fence: header.fence + 1, knows: header.messages } : named
  run(world, desk, { name: claimed ? 'message.reply' : 'message.note', party: header.party, message, args, after: [command] })
}

/** Somebody new stands at the desk, and what they came for is written down: all of it offline too. */
function receive(world: World, desk: Desk): void {
  const party = world.uuid()
  const site = world.chance.between(1, 2)
  const args = { party, site: ids.site(site), name: `Walk-in ${world.word()}`, language: 'de', contacts: [], vehicle: null }
  const arrived = run(world, desk, { name: 'party.register', party, args })
  if (!arrived || !desk.up) return
  const [id, message] = [world.uuid(), world.newMessage()]
  const opened = { case: id, party, site: ids.site(site), queue: ids.queue(site === 1 ? 1 : 2), kind: 'complaint', subject: world.word() }
  const rest = { channel: 'dealership', remedy: null, vehicle: null, note: { message, text: `told ${world.word()}` } }
  run(world, desk, { name: 'case.open', party, args: { ...opened, ...rest }, after: [arrived] })
}

/** A person decides what waits for them: say it again, mine after all, to the supervisor, or let it go. */
function decide(world: World, desk: Desk): void {
  const sync = desk.show({ of: 'sync' })
  if (sync?.of !== 'sync' || !desk.up) return
  const items = [...sync.value.decisions, ...sync.value.refused]
  if (items.length === 0) return
  const item = world.chance.pick(items)
  const way = world.chance.below(4)
  world.note(`${desk.name} decides ${way} on ${item.name} ${item.command.slice(-6)} ${item.state} ${item.code ?? item.reasons.join(' ')}`)
  if (way === 0) desk.ask('discard', { command: item.command })
  else again(world, desk, { item, way })
  if (desk.up) noteLetGo(world, desk.disk.store.all("SELECT id, state FROM outbox WHERE state IN ('discarded', 'replaced')"))
}

/** A person let it go, with what rested on it, or said it again in another way: after seven days nothing need be left of it. */
export function noteLetGo(world: World, outbox: readonly { readonly id: string; readonly state: string }[]): void {
  for (const { id, state } of outbox) if (state === 'discarded' || state === 'replaced') world.letGo.add(id)
}

function again(world: World, desk: Desk, { item, way }: { readonly item: SyncItem; readonly way: number }): void {
  const { command } = item
  const receipt =
    way === 1
      ? desk.ask('resend', { command, text: item.text === null ? null : `again ${world.word()}`, knows: null })
      : way === 2
        ? desk.ask('keepMine', { command })
        : desk.ask('raiseItem', { command, reason: 'help' })
  if (!receipt?.kept) return
  world.note(`${desk.name} kept ${receipt.command.slice(-6)} for it`)
  world.resaid.add(receipt.command)
}

/** One thing a person at a desk does. */
export function work(world: World, desk: Desk): void {
  const { chance } = world
  const decides = chance.once(10)
  const receives = !decides && chance.once(10)
  if (decides) decide(world, desk)
  else if (receives) receive(world, desk)
  else attend(world, desk)
}

/** A customer writes on the dealer's page. */
export function write(world: World): void {
  const visitor = world.chance.pick(world.visitors)
  visitor.say({ id: world.newMessage(), text: `hello ${world.word()}` })
}
