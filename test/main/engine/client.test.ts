import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Facts, Line } from '../../../src/domain/contract/bridge.ts'
import { applied } from '../../../src/domain/contract/delta.ts'
import { Engine } from '../../../src/main/engine/client.ts'
import { Start } from '../../../src/main/engine/port.ts'
import { agentRow, deviceId, until } from '../../support/desk.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { aCase, agent, anId, held, ids, message, party, queue, site } from '../../support/rows.ts'
import { ScriptedHub } from '../../support/scripted-hub.ts'

const workers = {
  engine: new URL('../../../src/main/engine/worker.ts', import.meta.url),
  search: new URL('../../../src/main/engine/search-worker.ts', import.meta.url),
}

let folder = ''
let hub: ScriptedHub
const engines: Engine[] = []

beforeEach(async () => {
  folder = await freshFolder('client')
  hub = new ScriptedHub(agent())
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('party', party()), held('case', aCase()), held('message', message()))
})

afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.stop()
  await hub.close()
  await removeFolder(folder)
})

const key = randomBytes(32)

const startOf = (more: Partial<Start> = {}): Start =>
  Start.parse({
    file: join(folder, 'desk.db'),
    key: new Uint8Array(key),
    hub: hub.url,
    device: deviceId,
    agent: agentRow(),
    tickets: { access: 'token-1', accessUntil: Date.now() + 3_600_000, refresh: 'r' },
    ...more,
  })

interface Heard {
  readonly lines: Line[]
  readonly changes: Facts['changed'][number][]
  readonly died: string[]
}

async function started(more: Partial<Start> = {}): Promise<{ engine: Engine; heard: Heard }> {
  const heard: Heard = { lines: [], changes: [], died: [] }
  const begun = await Engine.start(workers, startOf(more), {
    fact: (fact, value) => {
      if (fact === 'lined') heard.lines.push(value as Line)
      if (fact === 'changed') heard.changes.push(...(value as Facts['changed']))
    },
    tickets: () => undefined,
    confirmed: () => undefined,
    expired: () => undefined,
    died: (reason) => heard.died.push(reason),
  })
  if (!begun.ok) throw new Error(begun.why.sentence)
  engines.push(begun.engine)
  return { engine: begun.engine, heard }
}

test('the engine lives in a worker: it fills, answers, finds words, and closes its file in good order', async () => {
  const { engine, heard } = await started()
  await until(() => heard.lines.at(-1)?.state === 'live')
  const shown = await engine.ask('watch', { watch: 1, query: { of: 'queue', view: 'team', from: 0, count: 10 } })
  expect(shown).toMatchObject({ of: 'queue', value: { total: 1 } })
  const receipt = await engine.ask('run', { name: 'case.claim', version: 1, args: { case: ids.case, party: ids.katharina }, after: [] })
  expect(receipt).toMatchObject({ kept: true, outcome: { ok: true } })
  await until(() => hub.tx.get('case', ids.case)?.owner === ids.lena)
  const now = (): unknown => heard.changes.reduce<unknown>((before, { delta }) => applied(before, delta), shown)
  await until(() => heard.changes.length > 0)
  expect(now()).toMatchObject({ value: { total: 1, counts: { mine: 1 } } })
  let hits = await engine.ask('search', { text: 'brake noi', limit: 10 })
  for (let tries = 0; hits.length < 2 && tries < 100; tries++) {
    await new Promise((done) => setTimeout(done, 20))
    hits = await engine.ask('search', { text: 'brake noi', limit: 10 })
  }
  expect(hits.map(({ kind }) => kind)).toEqual(['case', 'message'])
  await engines.pop()?.stop()
  expect(existsSync(join(folder, 'desk.db-wal'))).toBe(false)
  expect(heard.died).toEqual([])
})

test('a malformed ask fails alone and names itself; the engine goes on', async () => {
  const { engine } = await started()
  await expect(engine.ask('draft', { case: 'x' as never, mode: 'reply' })).rejects.toThrow('malformed draft')
  await engine.ask('keepDraft', { case: ids.case as never, mode: 'reply', text: 'Dear' })
  expect(await engine.ask('draft', { case: ids.case as never, mode: 'reply' })).toBe('Dear')
})

test('two desks on one profile: the second is refused with a sentence and the first goes on', async () => {
  const { engine } = await started()
  const second = await Engine.start(workers, startOf(), {
    fact: () => undefined,
    tickets: () => undefined,
    confirmed: () => undefined,
    expired: () => undefined,
    died: () => undefined,
  })
  expect(second).toEqual({
    ok: false,
    why: { code: 'in-use', sentence: 'Forecourt is already open with this profile. Close it there first.' },
  })
  expect(await engine.ask('draft', { case: ids.case as never, mode: 'note' })).toBe('')
})

test('where nothing personal may be kept at rest, everything works and no file is made', async () => {
  const { engine, heard } = await started({ file: ':memory:' })
  await until(() => heard.lines.at(-1)?.state === 'live')
  await until(() => heard.lines.length > 0)
  expect(
    await engine.ask('run', {
      name: 'message.note',
      version: 1,
      args: { message: anId(7), case: ids.case, party: ids.katharina, text: 'Rang twice' },
      after: [],
    }),
  ).toMatchObject({ kept: true })
  expect(await engine.ask('search', { text: 'katharina', limit: 5 })).not.toEqual([])
  expect(existsSync(join(folder, 'desk.db'))).toBe(false)
})

test('a file of somebody else is not opened, and nothing in it is sent', async () => {
  const first = await started()
  await until(() => first.heard.lines.at(-1)?.state === 'live')
  await engines.pop()?.stop()
  const jonas = agentRow(agent(ids.jonas))
  const none = {
    fact: () => undefined,
    tickets: () => undefined,
    confirmed: () => undefined,
    expired: () => undefined,
    died: () => undefined,
  }
  expect(await Engine.start(workers, startOf({ agent: jonas }), none)).toMatchObject({ ok: false, why: { code: 'foreign' } })
})

test('an engine that dies is reported once, and who was waiting for an answer is told', async () => {
  const { engine, heard } = await started()
  engines.pop()
  const asked = engine.ask('draft', { case: ids.case as never, mode: 'reply' }).then(
    () => 'answered',
    () => 'told',
  )
  // A message no engine understands: the parser at its door throws, as a fault of its own would.
  engine.tickets({ access: 1 } as never)
  await until(() => heard.died.length > 0)
  expect(await asked).toMatch(/answered|told/)
  await new Promise((done) => setTimeout(done, 100))
  expect(heard.died).toHaveLength(1)
})
