import { fork } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TestDesk, until, value } from '../support/desk.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'
import { newId } from '../support/new-id.ts'
import { RealHub } from '../support/real-hub.ts'
import { TestVisitor } from '../support/test-visitor.ts'

const ROUNDS = 12
let hub: RealHub
let folder = ''

beforeAll(async () => {
  folder = await freshFolder('kill')
  hub = await RealHub.start()
}, 120_000)

afterAll(async () => {
  await hub.stop()
  await removeFolder(folder)
})

const key = new Uint8Array(32).fill(9)
const email = 'lena.vogt@nordhaus.example'

interface Life {
  readonly kept: readonly string[]
  readonly cursor: number
}

/** One life of the engine's process: it writes until it is killed without warning. */
async function life(start: object, named: object, { from, ms }: { readonly from: number; readonly ms: number }): Promise<Life> {
  const told = JSON.stringify({ folder, start, named, from })
  const child = fork(join(import.meta.dirname, '../support/engine-process.ts'), [told], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const kept: string[] = []
  let cursor = -1
  const begun = new Promise<void>((resolve, reject) => {
    child.on('exit', (code) => reject(new Error(`the engine ended by itself with ${code}`)))
    child.on('message', (message: { kept?: string; cursor?: number }) => {
      if (message.kept) kept.push(message.kept)
      if (message.cursor !== undefined) cursor = message.cursor
      resolve()
    })
  })
  await begun
  await new Promise((resolve) => setTimeout(resolve, ms))
  const gone = new Promise((resolve) => child.on('exit', resolve))
  child.kill('SIGKILL')
  await gone
  return { kept, cursor }
}

test('I1 I2 I4 I9: an engine killed at random moments loses no word it said was kept, and doubles none', async () => {
  const device = newId()
  const visitor = await TestVisitor.admit(hub.url, 'sample-hamburg')
  await visitor.say('Hello?')
  const signed = await hub.signIn(email, device)
  const options = { folder, hub: hub.url, key, device, agent: signed.agent }
  const first = new TestDesk({ ...options, tickets: signed.tickets })
  first.engine.start()
  const caseId = () => first.engine.replica.store.get<{ id: string }>('SELECT id FROM row_case WHERE party = ?', visitor.party)?.id
  await until(() => caseId() !== undefined && first.engine.replica.held.whole(`party:${visitor.party}` as never), 30_000)
  const named = { case: caseId() ?? '', party: visitor.party }
  first.engine.stop()

  const kept: string[] = []
  let cursor = -1
  for (let round = 0; round < ROUNDS; round++) {
    const { tickets, agent } = await hub.signIn(email, device)
    const start = { hub: hub.url, device, agent, tickets, key: [...key] }
    const one = await life(start, named, { from: round * 100_000, ms: Math.random() * 400 })
    expect(one.cursor).toBeGreaterThanOrEqual(cursor)
    cursor = one.cursor
    kept.push(...one.kept)
  }
  expect(kept.length).toBeGreaterThan(ROUNDS)

  const { tickets } = await hub.signIn(email, device)
  const last = new TestDesk({ ...options, tickets })
  last.engine.start()
  await until(() => last.line?.state === 'live' && last.engine.replica.pending.all().length === 0, 60_000)
  const fresh = await hub.desk('jonas.petersen@nordhaus.example', folder)
  fresh.show({ of: 'case', case: named.case as never })
  const texts = (one: TestDesk) =>
    one.engine.replica.store
      .all<{ body: string }>('SELECT body FROM row_message WHERE case_id = ? ORDER BY number', named.case)
      .map(({ body }): string => JSON.parse(body).text)
      .filter((text) => text.startsWith('word'))
  await until(() => fresh.engine.replica.held.whole(`party:${visitor.party}` as never) && fresh.line?.state === 'live', 60_000)
  const there = texts(fresh)
  expect(new Set(there).size).toBe(there.length)
  expect(kept.filter((text) => !there.includes(text))).toEqual([])
  expect(there).toEqual(there.toSorted((a, b) => Number(a.slice(5)) - Number(b.slice(5))))
  expect(texts(last)).toEqual(there)
  expect(value('sync', last.show({ of: 'sync' }))).toMatchObject({ waiting: [], decisions: [], refused: [] })
  fresh.engine.stop()
  last.engine.stop()
  visitor.leave()
}, 180_000)
