import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { aCase, agent, anId, consent, held, ids, MINUTE, message, NOW, party, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
let port = 0
/** The hub's clock and this device's own, turned by hand; the clock on its wall is wrong by years all along. */
let elapsed = 0
let wall = 0

const mine = (more: object = {}) => held('case', aCase({ owner: ids.lena, fence: 1, heard: { number: 1, at: NOW - 60 * MINUTE }, ...more }))

beforeEach(async () => {
  folder = await freshFolder('late')
  elapsed = 0
  wall = 0
  hub = new ScriptedHub(agent())
  hub.now = () => NOW + elapsed
  await hub.listen()
  port = Number(new URL(hub.url).port)
  hub.write(held('site', site()), held('queue', queue()), held('party', party()), mine(), held('message', message()))
  desk = opened()
  await ready()
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

const opened = (): TestDesk => {
  const one = new TestDesk({
    folder: join(folder, 'desk'),
    hub: `http://127.0.0.1:${port}`,
    key: new Uint8Array(32).fill(3),
    now: () => Date.now() + wall,
    elapsed: () => elapsed,
  })
  one.engine.start()
  return one
}

const ready = async (): Promise<void> => {
  await desk.live()
  await until(() => desk.engine.replica.held.whole(`party:${ids.katharina}`))
}

async function dark(): Promise<void> {
  await hub.close()
  await until(() => desk.line?.state === 'offline')
}

/** The same hub again, after so long, and what happened there meanwhile. */
async function back(meanwhile: (hub: ScriptedHub) => void = () => undefined): Promise<void> {
  const { tx, epoch, head } = hub
  hub = new ScriptedHub(agent())
  hub.now = () => NOW + elapsed
  Object.assign(hub, { tx, epoch, head })
  await hub.listen(port)
  meanwhile(hub)
  desk.ask('reconnect', undefined)
  await desk.live()
}

let next = 0x6000
const reply = (text: string, more: object = {}): string => {
  const args = { case: ids.case, party: ids.katharina, message: anId(next++), text, fence: 1, knows: 1, ...more }
  const receipt = desk.run('message.reply', args)
  if (!receipt.kept) throw new Error(JSON.stringify(receipt))
  return receipt.command
}

const decisions = () => value('sync', desk.show({ of: 'sync' })).decisions
const settled = (): Promise<void> => until(() => desk.engine.replica.pending.all().length === 0)
const said = (): string[] => hub.tx.of('message').flatMap(({ text, author }) => (author.kind === 'agent' ? [text] : []))
const heard = (text: string) => (one: ScriptedHub) => {
  one.decide({
    name: 'conversation.say',
    args: {
      message: anId(next++),
      case: ids.case,
      party: ids.katharina,
      host: ids.katharina,
      site: ids.altona,
      queue: ids.inbox,
      text,
      origin: 'live',
    },
  })
}

test('an answer that waited a quarter of an hour goes by itself once the desk has caught up', async () => {
  await dark()
  reply('We will call at four.')
  elapsed += 15 * MINUTE
  await back()
  await settled()
  expect(said()).toEqual(['We will call at four.'])
  expect(decisions()).toEqual([])
})

test('an answer older than half an hour is not sent until a person says so, whatever the clock on the wall says', async () => {
  await dark()
  wall = -3 * 365 * 24 * 60 * MINUTE
  reply('We will call at four.')
  elapsed += 31 * MINUTE
  wall = 20 * 60 * MINUTE
  await back()
  await settled()
  expect(said()).toEqual([])
  expect(decisions()).toMatchObject([{ state: 'review', reasons: ['old'], text: 'We will call at four.', case: ids.case }])
})

test('the same goes for one that was written before a restart of the desk', async () => {
  await dark()
  reply('We will call at four.')
  elapsed += 31 * MINUTE
  desk.engine.stop()
  desk = opened()
  await back()
  await settled()
  expect(said()).toEqual([])
  expect(decisions()).toMatchObject([{ reasons: ['old'] }])
})

test('what the customer said meanwhile is shown before an answer to it goes', async () => {
  await dark()
  reply('We will call at four.')
  elapsed += 5 * MINUTE
  await back(heard('Please do not call, write.'))
  await settled()
  expect(said()).toEqual([])
  const [item] = decisions()
  expect(item).toMatchObject({ state: 'review', reasons: ['news'] })
  expect(item?.news.map(({ text }) => text)).toEqual(['Please do not call, write.'])
})

test('an answer to a case that a colleague took over, answered or closed waits, and says each of these', async () => {
  await dark()
  reply('We will call at four.')
  elapsed += 5 * MINUTE
  await back((one) => {
    const author = { kind: 'agent', agent: ids.jonas, name: 'Jonas Feld' }
    one.write(mine({ owner: ids.jonas, fence: 2, state: 'resolved', messages: 2 }))
    one.write(held('message', message({ id: anId(0x99), number: 2, author, text: 'Done, come by.', at: NOW + MINUTE })))
  })
  await settled()
  expect(said()).toEqual(['Done, come by.'])
  expect(decisions()).toMatchObject([{ reasons: ['answered', 'reassigned', 'closed'] }])
})

test('where a consent went meanwhile, a person looks first', async () => {
  await dark()
  reply('We will call at four.')
  elapsed += 5 * MINUTE
  await back((one) => one.write(held('consent', consent({ party: ids.katharina, state: 'withdrawn', at: NOW + MINUTE }))))
  await settled()
  expect(decisions()).toMatchObject([{ reasons: ['consent'] }])
})

test('two answers in a row keep their order: where the first waits for a person, so does the second; a note goes on', async () => {
  await dark()
  reply('First.')
  reply('Second.', { knows: 2 })
  desk.run('message.note', { case: ids.case, party: ids.katharina, message: anId(next++), text: 'Noted.' })
  elapsed += 5 * MINUTE
  await back(heard('Please do not call, write.'))
  await settled()
  expect(said()).toEqual(['Noted.'])
  expect(decisions().map(({ text }) => text)).toEqual(['First.', 'Second.'])
})

test('a case is not closed over an answer that waits for a person', async () => {
  await dark()
  const answer = reply('We will call at four.')
  desk.run('case.resolve', { case: ids.case, party: ids.katharina, fence: 1 })
  elapsed += 5 * MINUTE
  await back(heard('Please do not call, write.'))
  await settled()
  expect(hub.tx.get('case', ids.case)?.state).toBe('open')
  expect(value('sync', desk.show({ of: 'sync' })).waiting).toMatchObject([
    { name: 'case.resolve', state: 'held', holdsFor: answer, chain: answer },
  ])
})

test('I2: an answer whose acknowledgement was lost is not held back for its age: the hub has it, once', async () => {
  hub.troubles.loseAnswers = 1
  hub.troubles.holdFrames = true
  reply('We will call at four.')
  await until(() => said().length === 1)
  elapsed += 60 * MINUTE
  hub.troubles.holdFrames = false
  hub.dropDesks()
  await settled()
  expect(said()).toEqual(['We will call at four.'])
  expect(decisions()).toEqual([])
})

test('no word to a customer goes before what the hub said it had is here', async () => {
  await dark()
  reply('We will call at four.')
  elapsed += MINUTE
  const { tx, epoch, head } = hub
  hub = new ScriptedHub(agent())
  hub.now = () => NOW + elapsed
  Object.assign(hub, { tx, epoch, head })
  hub.troubles.holdFrames = true
  await hub.listen(port)
  heard('Please do not call, write.')(hub)
  desk.ask('reconnect', undefined)
  await until(() => desk.line?.state === 'catching-up')
  expect(value('thread', desk.show({ of: 'thread', case: ids.case as never, count: 10 })).caughtUp).toBe(false)
  await new Promise((done) => setTimeout(done, 50))
  expect(hub.pushed).toEqual([])
  hub.troubles.holdFrames = false
  hub.pump()
  await settled()
  expect(value('thread', desk.show({ of: 'thread', case: ids.case as never, count: 10 })).caughtUp).toBe(true)
  expect(decisions()).toMatchObject([{ reasons: ['news'] }])
})

test('a refusal of the hub for words that crossed becomes a review too, with what is new', async () => {
  hub.troubles.holdFrames = true
  hub.write(
    mine({ heard: { number: 2, at: NOW - 10 * MINUTE }, messages: 2 }),
    held('message', message({ id: anId(0x98), number: 2, text: 'Are you there?', at: NOW - 10 * MINUTE })),
  )
  reply('We will call at four.')
  await settled()
  hub.troubles.holdFrames = false
  hub.pump()
  await until(() => decisions()[0]?.news.length === 1)
  expect(decisions()).toMatchObject([{ state: 'review', code: 'moved-on', reasons: ['news'] }])
  expect(decisions()[0]?.news.map(({ text }) => text)).toEqual(['Are you there?'])
})
