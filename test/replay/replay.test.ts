import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { replay } from '../../scripts/replay/run.ts'
import { openTokens } from '../../scripts/replay/tokens.ts'
import { knock } from '../../scripts/replay/visitor.ts'
import type { KindRow, Row } from '../../src/domain/kind.ts'
import { parseScope } from '../../src/domain/scope.ts'
import { openHub, type TestHub, WIDGET } from '../hub/doors/open-hub.ts'
import { until } from '../hub/gateway/raw-desk.ts'
import { ids } from '../hub/support/rows.ts'
import { type Cable, layCable } from '../support/cable.ts'
import { freshFolder, removeFolder } from '../support/folder.ts'

let hub: TestHub
let cable: Cable
let folder: string

beforeEach(async () => {
  hub = await openHub()
  cable = await layCable(hub.url)
  folder = await freshFolder('replayed')
})

afterEach(async () => {
  await cable.close()
  await hub.close()
  await removeFolder(folder)
})

const conversations = Array.from({ length: 40 }, (_, place) => ({
  key: `row ${place}`,
  texts: place % 8 === 0 ? [`first ${place}`, `second ${place}`] : [`only ${place}`],
}))
const everyText = conversations.flatMap(({ texts }) => texts).sort()

const scope = (name: string): Promise<readonly KindRow[]> => hub.store.read((view) => view.scope(parseScope(name)!))

async function held(): Promise<{ readonly cases: readonly Row<'case'>[]; readonly messages: readonly Row<'message'>[] }> {
  const cases = (await scope(`queue:${ids.queue(1)}`)).flatMap((entry) => (entry.kind === 'case' ? [entry.row] : []))
  const rows = await Promise.all(cases.map(({ party }) => scope(`party:${party}`)))
  return { cases, messages: rows.flat().flatMap((entry) => (entry.kind === 'message' ? [entry.row] : [])) }
}

function run(stopped = new AbortController().signal) {
  const door = {
    hub: cable.url,
    site: WIDGET,
    key: hub.keys.replay,
    stopped,
    began: hub.now(),
    tokens: openTokens(join(folder, 'tokens.tsv')),
  }
  return replay(conversations, { door, rate: 50, told: () => undefined })
}

test('each stored conversation is a case of its own visitor, its words in order, all marked as a replay', async () => {
  expect(await run()).toMatchObject({ begun: 40, done: 40, said: everyText.length, before: 0, refused: 0 })
  const { cases, messages } = await held()
  expect(messages.map(({ text }) => text).sort()).toEqual(everyText)
  expect(cases).toHaveLength(40)
  expect(new Set(cases.map(({ party }) => party)).size).toBe(40)
  expect(new Set([...cases, ...messages].map(({ origin }) => origin))).toEqual(new Set(['replay']))
  const both = messages.filter(({ text }) => text.endsWith(' 8')).sort((a, b) => a.number - b.number)
  expect(both.map(({ text }) => text)).toEqual(['first 8', 'second 8'])
})

test('a line that breaks and comes back loses nothing and doubles nothing', async () => {
  const running = run()
  await until(async () => (await held()).messages.length >= 6)
  cable.deafen(true)
  await new Promise((resolve) => setTimeout(resolve, 120))
  cable.cut()
  cable.deafen(false)
  await new Promise((resolve) => setTimeout(resolve, 150))
  cable.mend()
  const tally = await running
  expect(tally).toMatchObject({ done: 40, refused: 0 })
  expect(tally.retries).toBeGreaterThan(0)
  expect((await held()).messages.map(({ text }) => text).sort()).toEqual(everyText)
})

test('the same replay again adds nothing and says that all of it was there', async () => {
  await run()
  hub.turn(60_000)
  expect(await run()).toMatchObject({ done: 40, said: 0, before: everyText.length })
  expect((await held()).messages).toHaveLength(everyText.length)
})

test('a replay that was stopped is taken up where it was, by the same visitors', async () => {
  const stop = new AbortController()
  const running = run(stop.signal)
  await until(async () => (await held()).messages.length >= 10)
  stop.abort()
  const first = await running
  expect(first.done).toBeLessThan(40)
  hub.turn(60_000)
  await run()
  const { cases, messages } = await held()
  expect(messages.map(({ text }) => text).sort()).toEqual(everyText)
  expect(cases).toHaveLength(40)
})

test('a wrong replay key or an unknown site is told before anything is sent, because it would pass as live', async () => {
  expect(await knock({ hub: cable.url, site: WIDGET, key: 'not the key' })).toContain('replay key')
  expect(await knock({ hub: cable.url, site: 'no-such-site', key: hub.keys.replay })).toBe('No site has this key.')
  expect(await knock({ hub: cable.url, site: WIDGET, key: hub.keys.replay })).toBeNull()
  cable.cut()
  expect(await knock({ hub: cable.url, site: WIDGET, key: hub.keys.replay })).toContain('takes nobody in just now')
  expect((await held()).messages).toEqual([])
})
