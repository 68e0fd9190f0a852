import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Envelope } from '../../../../src/domain/command.ts'
import { TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { aCase, agent, anId, held, ids, message, party, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desks: TestDesk[] = []

/** Ten customers with a case each, all Lena's, so that each is a lane. */
const lanes = Array.from({ length: 10 }, (_, n) => ({ party: anId(0x700 + n), case: anId(0x800 + n) }))

beforeEach(async () => {
  folder = await freshFolder('push')
  hub = new ScriptedHub(agent())
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('party', party()), held('case', aCase()), held('message', message()))
  for (const lane of lanes) {
    hub.write(
      held('party', party({ id: lane.party })),
      held('case', aCase({ id: lane.case, party: lane.party, owner: ids.lena, fence: 1, heard: null })),
    )
  }
})

afterEach(async () => {
  for (const desk of desks) desk.engine.stop()
  desks = []
  await hub.close()
  await removeFolder(folder)
})

const key = new Uint8Array(32).fill(7)

async function desk(more: { readonly now?: () => number } = {}): Promise<TestDesk> {
  const one = new TestDesk({ folder, hub: hub.url, key, ...more })
  desks.push(one)
  one.engine.start()
  await one.live()
  await until(() => lanes.every(({ party: id }) => one.engine.replica.held.whole(`party:${id}`)))
  return one
}

const killed = (one: TestDesk): void => {
  one.engine.stop()
  desks = desks.filter((other) => other !== one)
}

let next = 0x5000
const note = (one: TestDesk, lane: number, text: string): string => {
  const of = lanes[lane] ?? { party: '', case: '' }
  const receipt = one.run('message.note', { ...of, message: anId(next++), text })
  if (!receipt.kept) throw new Error(JSON.stringify(receipt))
  return receipt.command
}

const idle = (one: TestDesk): Promise<void> => until(() => one.engine.replica.pending.all().length === 0)
const texts = (lane: number): string[] =>
  hub.tx
    .of('message')
    .filter((row) => row.case === lanes[lane]?.case)
    .toSorted((a, b) => a.number - b.number)
    .map(({ text }) => text)

test('I1: what was said while the line was down is all there when it is up again, in the order it was said', async () => {
  const one = await desk()
  const away = new URL(hub.url).port
  await hub.close()
  await until(() => one.line?.state === 'offline')
  for (let n = 0; n < 120; n++) note(one, n % 10, `word ${n}`)
  const { waiting } = value('sync', one.show({ of: 'sync' }))
  expect(waiting).toHaveLength(120)
  expect(waiting.every(({ state }) => state === 'waiting')).toBe(true)
  const rows = hub.tx
  const { epoch, head } = hub
  hub = new ScriptedHub(agent())
  Object.assign(hub, { tx: rows, epoch, head })
  await hub.listen(Number(away))
  one.ask('reconnect', undefined)
  await idle(one)
  for (const lane of lanes.keys()) expect(texts(lane)).toEqual(Array.from({ length: 12 }, (_, n) => `word ${lane + n * 10}`))
  expect(hub.pushed.every((batch) => batch.length <= 50)).toBe(true)
})

test('I2: an answer that was lost on the way doubles nothing, however often it is lost', async () => {
  const one = await desk()
  hub.troubles.loseAnswers = 3
  hub.troubles.holdFrames = true
  note(one, 0, 'once')
  for (let n = 0; n < 3; n++) {
    await until(() => hub.pushed.length > n)
    one.ask('reconnect', undefined)
  }
  await until(() => hub.pushed.length > 3)
  hub.troubles.holdFrames = false
  hub.pump()
  await idle(one)
  expect(new Set(hub.pushed.map((batch) => JSON.stringify(batch))).size).toBe(1)
  expect(texts(0)).toEqual(['once'])
})

const DAY = 24 * 3_600_000

test('I18: eight days away, a desk that has heard the time of a restored hub and nothing else still tells it again', async () => {
  let days = 0
  const now = (): number => Date.now() + days * DAY
  hub.now = now
  const rows = [...hub.tx.rows()]
  const one = await desk({ now })
  note(one, 0, 'told before')
  await idle(one)
  await until(() => texts(0).length === 1)
  days = 8
  hub.troubles.holdFrames = true
  const greetings = hub.hellos.length
  hub.restore(rows)
  one.ask('reconnect', undefined)
  await until(() => hub.hellos.length > greetings && one.line?.state === 'catching-up')
  killed(one)
  hub.troubles.holdFrames = false
  await idle(await desk({ now }))
  expect(texts(0)).toEqual(['told before'])
})

test('what a hub has held for more than seven days is not remembered here, once it has greeted anew', async () => {
  let days = 0
  const now = (): number => Date.now() + days * DAY
  hub.now = now
  const one = await desk({ now })
  note(one, 0, 'long ago')
  await idle(one)
  const remembered = (): number => one.engine.replica.store.all("SELECT id FROM outbox WHERE state = 'applied'").length
  await until(() => remembered() === 1)
  days = 6
  const greet = async (): Promise<void> => {
    const greetings = hub.hellos.length
    one.ask('reconnect', undefined)
    await until(() => hub.hellos.length > greetings && one.line?.state === 'live')
  }
  await greet()
  expect(remembered()).toBe(1)
  days = 8
  await greet()
  expect(remembered()).toBe(0)
})

test('I2: sent again after a kill, a command keeps its id, its number and its words', async () => {
  const one = await desk()
  hub.troubles.loseAnswers = 100
  hub.troubles.silent = true
  note(one, 0, 'kept')
  killed(one)
  hub.troubles.silent = false
  hub.troubles.loseAnswers = 0
  const kept = JSON.stringify(new TestDeskOutbox(folder).envelopes())
  const two = await desk()
  await idle(two)
  expect(JSON.stringify(hub.pushed.flat())).toBe(kept)
  expect(texts(0)).toEqual(['kept'])
})

/** The outbox as the file holds it, read while no engine runs. */
class TestDeskOutbox {
  readonly #folder: string
  constructor(at: string) {
    this.#folder = at
  }
  envelopes(): readonly Envelope[] {
    const look = new TestDesk({ folder: this.#folder, hub: 'http://127.0.0.1:9', key })
    const all = look.engine.replica.pending.all().map(({ kept }) => kept.envelope)
    look.engine.stop()
    return all
  }
}

test('I8: a command the hub refuses for good delays no command of another customer, and its words stay', async () => {
  const one = await desk()
  hub.decide({ name: 'case.claim', args: lanes[3] ?? {} })
  hub.write(held('case', aCase({ id: lanes[3]?.case, party: lanes[3]?.party, owner: ids.jonas, fence: 9, heard: null })))
  const refusedReply = { ...lanes[3], message: anId(next++), text: 'Kept by me', fence: 1, knows: 99 }
  const receipt = one.run('message.reply', refusedReply)
  for (let n = 0; n < 10; n++) if (n !== 3) note(one, n, `free ${n}`)
  await idle(one)
  for (let n = 0; n < 10; n++) if (n !== 3) expect(texts(n)).toEqual([`free ${n}`])
  if (receipt.kept) {
    const { decisions } = value('sync', one.show({ of: 'sync' }))
    expect(decisions).toMatchObject([{ command: receipt.command, name: 'message.reply', text: 'Kept by me' }])
    const thread = value('thread', one.show({ of: 'thread', case: lanes[3]?.case as never, count: 10 }))
    expect(thread.messages.at(-1)).toMatchObject({ fate: 'review', message: { text: 'Kept by me' } })
    one.ask('discard', { command: receipt.command as never })
    expect(value('sync', one.show({ of: 'sync' })).decisions).toEqual([])
  }
})

test('I8: while the hub says it is busy the lanes wait and try again, and nothing is lost', async () => {
  const one = await desk()
  hub.troubles.busyAnswers = 3
  note(one, 0, 'patient')
  await idle(one)
  expect(texts(0)).toEqual(['patient'])
})

test('I19: a lane that waits is not made to wait an hour longer by a wall clock that is set back', async () => {
  let skew = 0
  const one = await desk({ now: () => Date.now() + skew })
  hub.troubles.busyAnswers = 1
  note(one, 0, 'soon')
  await until(() => hub.troubles.busyAnswers === 0)
  skew = -3_600_000
  await idle(one)
  expect(texts(0)).toEqual(['soon'])
})

const said = (): unknown[] => hub.pushed.map((batch) => batch.map(({ args }) => args.text))
const answer = (): void => {
  const all = hub.held ?? []
  hub.held = null
  for (const one of all) one()
}
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 60))

test('a lane has no second batch under way before the first is decided, and holds up no other', async () => {
  const one = await desk()
  hub.held = []
  note(one, 0, 'first')
  note(one, 0, 'second')
  note(one, 1, 'elsewhere')
  note(one, 0, 'third')
  await until(() => hub.pushed.length === 2)
  await settled()
  expect(said()).toEqual([['first'], ['elsewhere']])
  const states = value('sync', one.show({ of: 'sync' })).waiting.map(({ state }) => state)
  expect(states.toSorted()).toEqual(['sending', 'sending', 'waiting', 'waiting'])
  answer()
  await idle(one)
  expect(said().slice(2)).toEqual([['second', 'third']])
  expect([texts(0), texts(1)]).toEqual([['first', 'second', 'third'], ['elsewhere']])
})

test('a hundred and sixty words in two lanes arrive once each and in order', async () => {
  const one = await desk()
  for (let n = 0; n < 160; n++) note(one, n % 2, `w${n}`)
  await idle(one)
  expect(texts(0)).toEqual(Array.from({ length: 80 }, (_, n) => `w${n * 2}`))
  expect(texts(1)).toEqual(Array.from({ length: 80 }, (_, n) => `w${n * 2 + 1}`))
})

test('what rests on a command of another lane is not sent while that one is under way', async () => {
  const one = await desk()
  hub.held = []
  const first = note(one, 0, 'ground')
  one.run('message.note', { ...(lanes[1] ?? {}), message: anId(next++), text: 'rests' }, { after: [first as never] })
  await until(() => hub.pushed.length === 1)
  await settled()
  expect(said()).toEqual([['ground']])
  answer()
  await idle(one)
  expect(said()).toEqual([['ground'], ['rests']])
})

test('what rests on words that wait for a person is held with them, and what rests on an undecided command waits for it', async () => {
  const one = await desk()
  hub.troubles.silent = true
  const [of] = lanes
  if (!of) throw new Error('no lane')
  const first = one.run('message.reply', { ...of, message: anId(next++), text: 'First', fence: 1, knows: 99 })
  hub.decide({ name: 'case.claim', args: of })
  if (!first.kept) throw new Error('not kept')
  const second = one.run(
    'message.note',
    { ...(lanes[1] ?? of), message: anId(next++), text: 'Rests on it' },
    { after: [first.command as never] },
  )
  hub.write(held('case', aCase({ id: of.case, party: of.party, owner: ids.jonas, fence: 5, heard: null })))
  hub.troubles.silent = false
  one.ask('reconnect', undefined)
  await idle(one)
  expect(second.kept).toBe(true)
  const { decisions } = value('sync', one.show({ of: 'sync' }))
  expect(decisions.map(({ text }) => text)).toEqual(['First'])
  const thread = value('thread', one.show({ of: 'thread', case: lanes[1]?.case as never, count: 10 }))
  expect(thread.messages).toMatchObject([{ fate: 'held', message: { text: 'Rests on it' } }])
  expect(texts(1)).toEqual([])
})
