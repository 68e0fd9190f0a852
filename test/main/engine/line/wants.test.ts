import { afterEach, beforeEach, expect, test } from 'vitest'
import { CommandId } from '../../../../src/domain/id.ts'
import { holdsOf } from '../../../../src/main/engine/line/holds.ts'
import { Wants } from '../../../../src/main/engine/line/wants.ts'
import { TestDesk, until } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { ownReplica } from '../../../support/replica.ts'
import {
  aCase,
  agent,
  anId,
  appointment,
  customer,
  DAY,
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

const own = ownReplica()
let folder = ''
let hub: ScriptedHub
let desks: TestDesk[] = []
const people = Array.from({ length: 12 }, (_, n) => ({ party: anId(0x700 + n), case: anId(0x800 + n) }))

beforeEach(async () => {
  folder = await freshFolder('wants')
  hub = new ScriptedHub(agent())
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('queue', queue({ id: ids.kielInbox, site: ids.kiel, name: 'Kiel' })))
  for (const [n, one] of people.entries()) {
    const header = aCase({ id: one.case, party: one.party, changedAt: NOW + n * MINUTE })
    hub.write(
      held('party', party({ id: one.party })),
      held('case', header),
      held('message', message({ id: anId(0x900 + n), party: one.party, case: one.case })),
    )
  }
})

afterEach(async () => {
  for (const desk of desks) desk.engine.stop()
  desks = []
  await hub.close()
  await removeFolder(folder)
})

const key = new Uint8Array(32).fill(4)

function desk(workingSet?: number): TestDesk {
  const one = new TestDesk({ folder, hub: hub.url, key, ...(workingSet && { workingSet }) })
  desks.push(one)
  one.engine.start()
  return one
}

const parties = (one: TestDesk): string[] =>
  one.engine.replica.held
    .entries()
    .flatMap(([scope, { state }]) => (scope.startsWith('party:') && state === 'whole' ? [scope.slice(6)] : []))
    .toSorted()

test('a desk holds the queues of its own sites and no others, and the dossiers of the cases in them', async () => {
  const one = desk()
  await until(() => parties(one).length === 12)
  const queues = one.engine.replica.held.entries().flatMap(([scope]) => (scope.startsWith('queue:') ? [scope] : []))
  expect(queues).toEqual([`queue:${ids.inbox}`])
})

test('beyond the working set the most recent stay, and what is looked at comes at once and takes the place of the least used', async () => {
  const one = desk(5)
  await until(() => parties(one).length === 5)
  expect(parties(one)).toEqual(people.slice(7).map(({ party: id }) => id))
  const [oldest] = people
  one.show({ of: 'case', case: oldest?.case as never })
  await until(() => parties(one).includes(oldest?.party ?? ''))
  expect(parties(one)).toHaveLength(5)
  const stored = one.engine.replica.rows.all('message').map(({ party: id }) => id as string)
  expect(stored.toSorted()).toEqual(parties(one))
})

test('a customer comes with all their parties, also those of whom no case is open; one who is joined to them comes too', async () => {
  const [first] = people
  const twin = anId(0x770)
  const both = customer({ parties: [first?.party, twin] })
  hub.write(
    held('party', party({ id: twin, customer: ids.customer })),
    held('party', party({ id: first?.party, customer: ids.customer })),
    held('customer', both),
  )
  const one = desk()
  await until(() => parties(one).length === 13)
  expect(parties(one)).toContain(twin)
  const third = anId(0x771)
  hub.write(
    held('party', party({ id: third, customer: ids.customer })),
    held('customer', customer({ parties: [first?.party, twin, third] })),
  )
  await until(() => parties(one).includes(third))
})

test('a scope the hub refuses is let go and not asked for again on this line', async () => {
  const scope = `party:${people[11]?.party}` as const
  hub.troubles.refuseScopes.add(scope as never)
  const one = desk()
  await until(() => parties(one).length === 11)
  expect(one.engine.replica.held.has(scope as never)).toBe(false)
})

test('what the hub will not give takes no room from what it would', async () => {
  for (const { party: id } of people.slice(-3)) hub.troubles.refuseScopes.add(`party:${id}` as never)
  const one = desk(5)
  await until(() => parties(one).length === 5)
  expect(parties(one)).toEqual(people.slice(4, 9).map(({ party: id }) => id))
})

test('I19: an answer for a customer whose thread is not here waits only until the hub has given it, or refused to', async () => {
  for (const { party: id, case: of } of people) hub.write(held('case', aCase({ id: of, party: id, owner: ids.lena, fence: 1 })))
  const one = desk(2)
  await until(() => parties(one).length === 2)
  const [given, withheld] = people.filter(({ party: id }) => !parties(one).includes(id))
  hub.troubles.refuseScopes.add(`party:${withheld?.party}` as never)
  const answer = (to: typeof given, n: number): void => {
    const args = { case: to?.case, party: to?.party, message: anId(0xa00 + n), text: 'On its way.', fence: 1, knows: 1 }
    expect(one.run('message.reply', args as never)).toMatchObject({ kept: true })
  }
  const fates = () => one.engine.replica.store.all<{ state: string }>('SELECT state FROM outbox ORDER BY seq').map(({ state }) => state)
  answer(withheld, 1)
  await until(() => fates()[0] === 'review')
  answer(given, 2)
  await until(() => fates()[1] === 'applied')
})

test('what stood behind words that are thrown away goes at once, though nothing comes', async () => {
  const one = desk(2)
  await until(() => parties(one).length === 2)
  hub.write(held('case', aCase({ id: people[0]?.case, party: people[0]?.party, owner: ids.lena, fence: 1 })))
  await until(() => one.engine.replica.cursor === hub.head)
  hub.troubles.holdFrames = true
  const about = { case: people[0]?.case ?? '', party: people[0]?.party ?? '' }
  const reply = one.run('message.reply', { ...about, message: anId(0xa01), text: 'On its way.', fence: 1, knows: 1 })
  one.run('message.note', { ...about, message: anId(0xa02), text: 'Called back.' })
  expect(reply).toMatchObject({ kept: true })
  if (reply.kept) one.ask('discard', { command: CommandId.parse(reply.command) })
  await until(() => hub.pushed.flat().some(({ name }) => name === 'message.note'))
  expect(hub.pushed.flat().map(({ name }) => name)).toEqual(['message.note'])
})

test('what the hub did not answer is asked for again, though nothing else moves', async () => {
  const timers: (() => void)[] = []
  const later = (_ms: number, then: () => void) => {
    timers.push(then)
    return () => undefined
  }
  const told = { watched: () => [], moved: () => undefined, refused: () => undefined, thrifty: () => false }
  const wants = new Wants({ replica: own.replica, clock: { ...own.clock, later }, limit: 10, demandBytes: 1_000, ...told })
  const asked: unknown[] = []
  const ask = (_event: string, [words]: readonly unknown[]): Promise<unknown> => {
    asked.push(words)
    return asked.length === 1 ? Promise.reject(new Error('nobody there')) : Promise.resolve({ ok: true, refused: [] })
  }
  wants.online({ connect: () => undefined, close: () => undefined, hear: () => undefined, whisper: () => undefined, ask })
  await until(() => timers.length > 0)
  timers.shift()?.()
  expect(asked).toHaveLength(2)
  expect(asked[1]).toEqual(asked[0])
})

test('after a break the desk says what it holds, and only the rest is sent again', async () => {
  hub.pageRows = 1
  const one = desk()
  await until(() => parties(one).length === 12)
  one.engine.stop()
  desks = []
  const again = desk()
  const pages = hub.frames.flatMap(({ pages: of }) => of).length
  await again.live()
  expect(hub.frames.flatMap(({ pages: of }) => of)).toHaveLength(pages)
  expect([...holdsOf(again.engine.replica, false)].flatMap(({ whole }) => whole)).toHaveLength(16)
})

test('access withdrawn: the rows leave this desk with the frame that says so', async () => {
  const one = desk()
  await until(() => parties(one).length === 12)
  hub.withdraw(`queue:${ids.inbox}` as never)
  for (const { party: id } of people) hub.withdraw(`party:${id}` as never)
  await until(() => one.engine.replica.rows.all('case').length === 0)
  expect([one.engine.replica.rows.all('message'), one.engine.replica.rows.all('party')]).toEqual([[], []])
})

test('whom my dealerships expect in the next seven days comes before the rest of the queue, though no case of theirs is open', async () => {
  const soon = { id: anId(0xe01), party: anId(0xe11), startsAt: Date.now() + DAY }
  const late = { id: anId(0xe02), party: anId(0xe12), startsAt: Date.now() + 9 * DAY }
  hub.write(held('resource', resource()), held('party', party({ id: soon.party })), held('party', party({ id: late.party })))
  hub.write(held('appointment', appointment(soon)), held('appointment', appointment(late)))
  const one = desk(3)
  await until(() => parties(one).includes(soon.party))
  expect(one.engine.replica.held.whole(`site:${ids.altona}`)).toBe(true)
  await until(() => parties(one).length === 3)
  expect(parties(one)).not.toContain(late.party)
})
