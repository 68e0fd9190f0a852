import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import {
  aCase,
  agent,
  anId,
  appointment,
  HOUR,
  held,
  ids,
  MINUTE,
  message,
  NOW,
  party,
  queue,
  resource,
  site,
} from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
let elapsed = 0
let port = 0

const header = (more: object = {}) => held('case', aCase({ owner: ids.lena, fence: 1, heard: { number: 1, at: NOW - HOUR }, ...more }))
const ramp = () => resource({ openings: [{ from: NOW + HOUR, to: NOW + 9 * HOUR }], slotMinutes: 60, capacity: 1, purposes: ['service'] })
const nine = NOW + 2 * HOUR

beforeEach(async () => {
  folder = await freshFolder('choices')
  elapsed = 0
  hub = new ScriptedHub(agent())
  hub.now = () => NOW + elapsed
  await hub.listen()
  port = Number(new URL(hub.url).port)
  hub.write(held('site', site()), held('queue', queue()), held('party', party()), header(), held('message', message()))
  hub.write(held('resource', ramp()))
  const now = () => NOW + elapsed
  desk = new TestDesk({ folder: join(folder, 'desk'), hub: hub.url, key: new Uint8Array(32).fill(5), now, elapsed: () => elapsed })
  desk.engine.start()
  await desk.live()
  await until(() => desk.engine.replica.held.whole(`party:${ids.katharina}`) && desk.engine.replica.held.whole(`site:${ids.altona}`))
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

let next = 0x6800
const run = (name: string, args: object, after: readonly string[] = []): string => {
  const receipt = desk.run(name, args as never, { after: after as never, version: name === 'case.classify' ? 3 : 1 })
  if (!receipt.kept) throw new Error(JSON.stringify(receipt))
  return receipt.command
}
const mine = { case: ids.case, party: ids.katharina }
const reply = (text: string, after: readonly string[] = [], more: object = {}): string =>
  run('message.reply', { ...mine, message: anId(next++), text, fence: 1, knows: 1, ...more }, after)
const book = (startsAt = nine): string => {
  const args = {
    appointment: anId(next++),
    party: ids.katharina,
    resource: ids.ramp,
    purpose: 'service',
    startsAt,
    vehicle: null,
    case: null,
    note: null,
  }
  return run('appointment.book', args)
}

const sync = () => value('sync', desk.show({ of: 'sync' }))
const settled = (): Promise<void> => until(() => desk.engine.replica.pending.all().length === 0)
const said = (): string[] => hub.tx.of('message').flatMap(({ text, author }) => (author.kind === 'agent' ? [text] : []))
const dark = (): void => {
  hub.troubles.silent = true
}
const light = (): void => {
  hub.troubles.silent = false
  desk.ask('reconnect', undefined)
}

/** No line at all, and after it the same hub with what happened there meanwhile. */
async function gone(): Promise<void> {
  await hub.close()
  await until(() => desk.line?.state === 'offline')
}

async function back(meanwhile: () => void = () => undefined): Promise<void> {
  const { tx, epoch, head } = hub
  hub = new ScriptedHub(agent())
  hub.now = () => NOW + elapsed
  Object.assign(hub, { tx, epoch, head })
  await hub.listen(port)
  meanwhile()
  desk.ask('reconnect', undefined)
  await desk.live()
}

/** An answer that waits for a person, for its age alone. */
async function late(text: string): Promise<string> {
  dark()
  const command = reply(text)
  elapsed += 31 * MINUTE
  light()
  await until(() => sync().decisions.length === 1)
  return command
}

test('an answer that waits goes as it is when a person says so, once, and nothing of it is left to do', async () => {
  const command = await late('We will call at four.')
  const receipt = desk.ask('resend', { command: command as never, text: null, knows: 1 })
  expect(receipt).toMatchObject({ kept: true, outcome: { ok: true } })
  await settled()
  expect(said()).toEqual(['We will call at four.'])
  expect(sync()).toMatchObject({ waiting: [], decisions: [], refused: [] })
})

test('or in other words, and then only those are said', async () => {
  const command = await late('We will call at four.')
  desk.ask('resend', { command: command as never, text: 'We will call tomorrow.', knows: 1 })
  await settled()
  expect(said()).toEqual(['We will call tomorrow.'])
})

test('saying it again answers what has come meanwhile: the case is taken first where it has gone back to its queue', async () => {
  const command = await late('We will call at four.')
  hub.write(header({ owner: null, fence: 2 }))
  await until(() => desk.engine.replica.rows.get('case', ids.case)?.owner === null)
  expect(desk.ask('resend', { command: command as never, text: null, knows: 1 })).toMatchObject({ kept: true })
  await settled()
  expect(said()).toEqual(['We will call at four.'])
  expect(hub.tx.get('case', ids.case)).toMatchObject({ owner: ids.lena, fence: 3 })
})

test('what cannot be said any more is not, and stays with its words', async () => {
  const command = await late('We will call at four.')
  hub.write(header({ owner: ids.jonas, fence: 2 }))
  await until(() => desk.engine.replica.rows.get('case', ids.case)?.owner === ids.jonas)
  const receipt = desk.ask('resend', { command: command as never, text: null, knows: 1 })
  expect(receipt).toMatchObject({ kept: false, outcome: { refusal: { code: 'not-yours' } } })
  expect(sync().decisions).toMatchObject([{ command, text: 'We will call at four.', reasons: ['old', 'reassigned'] }])
})

test('a message that rests on a booking is held with it: the slot is taken, neither is said, and free slots near it are shown', async () => {
  await gone()
  const booking = book()
  const note = reply('You are booked for three.', [booking])
  expect(sync().waiting).toMatchObject([
    { command: booking, state: 'waiting' },
    { command: note, state: 'held', holdsFor: booking, chain: booking },
  ])
  await back(() => hub.write(held('appointment', appointment({ id: anId(0x91), resource: ids.ramp, startsAt: nine, state: 'booked' }))))
  await settled()
  expect(said()).toEqual([])
  const { decisions, waiting } = sync()
  expect(decisions).toMatchObject([{ command: booking, code: 'slot-taken' }])
  expect(decisions[0]?.free.slice(0, 2).map(({ startsAt }) => (startsAt - nine) / HOUR)).toEqual([-1, 1])
  expect(waiting).toMatchObject([{ command: note, state: 'held', holdsFor: booking }])
})

test('another slot is booked, and what was held for the booking goes with it', async () => {
  dark()
  const booking = book()
  reply('You are booked for three.', [booking])
  hub.write(held('appointment', appointment({ id: anId(0x91), resource: ids.ramp, startsAt: nine, state: 'booked' })))
  light()
  await settled()
  const asked = { command: booking as never, resource: ids.ramp as never, startsAt: nine + HOUR, text: 'You are booked for four.' }
  expect(desk.ask('rebook', asked)).toMatchObject({ kept: true, outcome: { ok: true } })
  await settled()
  expect(hub.tx.of('appointment').map(({ startsAt }) => startsAt)).toContain(nine + HOUR)
  expect(said()).toEqual(['You are booked for four.'])
  expect(sync()).toMatchObject({ waiting: [], decisions: [], refused: [] })
})

test('let go, a booking takes what was held for it along, and what had nothing to do with it stays', async () => {
  await gone()
  const booking = book()
  reply('You are booked for three.', [booking])
  run('message.note', { ...mine, message: anId(next++), text: 'Prefers mornings.' })
  desk.ask('discard', { command: booking as never })
  expect(sync().waiting).toMatchObject([{ text: 'Prefers mornings.' }])
  await back()
  await settled()
  expect(said()).toEqual(['Prefers mornings.'])
  expect(hub.tx.of('appointment')).toEqual([])
})

test('what is on its way cannot be called back', async () => {
  hub.held = []
  const note = run('message.note', { ...mine, message: anId(next++), text: 'On its way.' })
  await until(() => hub.held?.length === 1)
  desk.ask('discard', { command: note as never })
  expect(sync().waiting).toMatchObject([{ command: note, state: 'sending' }])
  for (const answer of hub.held.splice(0)) answer()
  hub.held = null
  await settled()
  expect(said()).toEqual(['On its way.'])
})

test('a field that somebody else settled otherwise is shown side by side; mine counts after all, or theirs stays', async () => {
  dark()
  const was = { kind: 'complaint', remedy: null, settled: false }
  const classify = run('case.classify', { ...mine, kind: 'complaint', remedy: 'repair', was })
  hub.write(header({ kindSettled: true, kind: 'enquiry' }))
  light()
  await settled()
  const [item] = sync().decisions
  expect(item).toMatchObject({ command: classify, code: 'moved-on', field: 'kind' })
  expect(item?.mine).toEqual([
    { field: 'kind', value: 'complaint' },
    { field: 'remedy', value: 'repair' },
  ])
  expect(item?.theirs[0]).toEqual({ field: 'kind', value: 'enquiry' })
  desk.ask('keepMine', { command: classify as never })
  await settled()
  expect(hub.tx.get('case', ids.case)).toMatchObject({ kind: 'complaint', remedy: 'repair' })
  expect(sync().decisions).toEqual([])
})

test('given to a supervisor, the words go along as a note, and the item is over', async () => {
  const command = await late('We will pay for the rental car.')
  expect(desk.ask('raiseItem', { command: command as never, reason: 'May I promise this?' })).toMatchObject({ kept: true })
  await settled()
  expect(hub.tx.get('case', ids.case)?.raised).toMatchObject({ by: ids.lena, reason: 'May I promise this?' })
  expect(hub.tx.of('message').find(({ text }) => text === 'We will pay for the rental car.')?.kind).toBe('note')
  expect(sync()).toMatchObject({ waiting: [], decisions: [], refused: [] })
})

test('a number that the hub knows as another’s is not lost: the device takes new numbers, and the words go once, in order', async () => {
  hub.reuse = 1
  for (const text of ['one', 'two', 'three']) run('message.note', { ...mine, message: anId(next++), text })
  await settled()
  expect(said()).toEqual(['one', 'two', 'three'])
  const seqs = hub.pushed.flat().map(({ seq }) => seq)
  expect(Math.max(...seqs)).toBeGreaterThan(1_000_000)
  expect(sync()).toMatchObject({ waiting: [], decisions: [], refused: [] })
})

test('I8: a command that fails again and again while others go is put aside for a person, with its words', async () => {
  const other = { party: anId(0x701), case: anId(0x702) }
  hub.write(held('party', party({ id: other.party })), header({ id: other.case, party: other.party }))
  await until(() => desk.engine.replica.held.whole(`party:${other.party}`))
  const poison = run('message.note', { ...mine, message: anId(next++), text: 'It chokes on this.' })
  hub.chokesOn = poison
  run('message.note', { ...mine, message: anId(next++), text: 'Behind it.' })
  let free = 0
  for (let n = 0; n < 40 && sync().refused.length === 0; n++) {
    elapsed += MINUTE
    run('message.note', { ...other, message: anId(next++), text: `free ${free++}` })
    await new Promise((done) => setTimeout(done, 60))
  }
  expect(sync().refused).toMatchObject([{ command: poison, text: 'It chokes on this.', code: 'failed' }])
  await settled()
  expect(said()).toContain('Behind it.')
  expect(said().filter((text) => text.startsWith('free'))).toHaveLength(free)
})
