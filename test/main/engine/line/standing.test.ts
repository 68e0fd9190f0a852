import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { aCase, agent, anId, held, ids, message, party, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
let port = 0

beforeEach(async () => {
  folder = await freshFolder('standing')
  hub = new ScriptedHub(agent())
  await hub.listen()
  port = Number(new URL(hub.url).port)
  const heard = { number: 1, at: Date.now() - 3_600_000 }
  hub.write(held('site', site()), held('queue', queue()), held('party', party()))
  hub.write(held('case', aCase({ owner: ids.lena, fence: 1, heard })), held('message', message()))
  desk = opened()
  await desk.live()
  await until(() => desk.engine.replica.held.whole(`party:${ids.katharina}`))
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

function opened(): TestDesk {
  const one = new TestDesk({ folder: join(folder, 'desk'), hub: `http://127.0.0.1:${port}`, key: new Uint8Array(32).fill(2) })
  one.engine.start()
  return one
}

const thread = () => value('thread', desk.show({ of: 'thread', case: ids.case as never, count: 20 }))
const darkness = () => value('case', desk.show({ of: 'case', case: ids.case as never })).dark

async function gone(): Promise<void> {
  await hub.close()
  await until(() => desk.line?.state === 'offline')
}

let next = 0x7100
function hears(text: string): void {
  const who = { party: ids.katharina, host: ids.katharina, site: ids.altona, queue: ids.inbox }
  hub.decide({ name: 'conversation.say', args: { message: anId(next++), case: ids.case, text, origin: 'live', ...who } })
}

/** The same hub again, its frames held back until the test lets them go. */
async function back(said: readonly string[]): Promise<void> {
  const { tx, epoch, head } = hub
  hub = new ScriptedHub(agent())
  Object.assign(hub, { tx, epoch, head })
  hub.troubles.holdFrames = true
  await hub.listen(port)
  for (const text of said) hears(text)
  desk.ask('reconnect', undefined)
  // With nothing to catch up on it may be live again before anybody looks.
  await until(() => desk.line?.state === 'catching-up' || (said.length === 0 && desk.line?.state === 'live'))
}

const released = async (): Promise<void> => {
  hub.troubles.holdFrames = false
  hub.pump()
  await desk.live()
}

test('nobody answers blind: from the moment the line is back until the thread is whole the desk says it has not caught up', async () => {
  expect(thread().caughtUp).toBe(true)
  await gone()
  expect(thread().caughtUp).toBe(true)
  await back(['Are you there?'])
  expect(thread().caughtUp).toBe(false)
  desk.changes.length = 0
  thread()
  await released()
  await until(() => desk.changes.some(({ result }) => result.of === 'thread' && result.value.caughtUp))
  expect(thread().caughtUp).toBe(true)
})

test('the dark has a beginning, and what came since is counted until somebody here has answered', async () => {
  expect(darkness()).toBeNull()
  await gone()
  expect(darkness()).toMatchObject({ news: 0 })
  const since = darkness()?.since
  await back(['Are you there?', 'Hello?'])
  await released()
  await until(() => darkness()?.news === 2)
  expect(darkness()?.since).toBe(since)
  desk.run('message.reply', { case: ids.case, party: ids.katharina, message: anId(next++), text: 'Here.', fence: 1, knows: 3 })
  await until(() => darkness() === null)
})

test('where nothing came there is no dark any more once the thread is whole', async () => {
  await gone()
  await back([])
  await released()
  expect(darkness()).toBeNull()
})

test('a desk killed in the dark knows after its restart since when', async () => {
  await gone()
  const since = darkness()?.since
  desk.engine.stop()
  desk = opened()
  await until(() => desk.line?.state === 'offline')
  expect(darkness()?.since).toBe(since)
})
