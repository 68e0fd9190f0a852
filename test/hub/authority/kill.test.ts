import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { GroupId } from '../../../src/domain/id.ts'
import { partyScope } from '../../../src/domain/scope.ts'
import { migrations } from '../../../src/hub/migrations/list.ts'
import { migrate } from '../../../src/hub/postgres/migrate.ts'
import { openPostgresStore } from '../../../src/hub/store/postgres/postgres-store.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { openTestDatabase, type TestDatabase } from '../../support/database.ts'
import { agent, furnish, openTestHub } from '../support/hub.ts'
import { caseRow, ids } from '../support/rows.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await openTestDatabase()
  await migrate(database.db, migrations)
})
afterAll(() => database.close())

test('I1, I2: PostgreSQL is killed five times under load: no acknowledged word is lost, and none is doubled', async () => {
  const store = openPostgresStore(database.opened.pool, GroupId.parse(randomUUID()))
  await store.found(ids.epoch(1))
  const hub = openTestHub(store)
  await furnish(hub)
  await hub.bring(caseRow(1))
  const acknowledged = new Set<string>()
  let stopping = false
  const note = async (n: number): Promise<void> => {
    const args = { case: ids.case(1), party: ids.party(1), message: ids.message(n), text: `Note ${n}` }
    for (;;) {
      try {
        const { outcome } = await hub.say('message.note', args, { source: agent(1), device: ids.device(1), id: n, seq: n })
        expect(outcome).toEqual({ ok: true })
        acknowledged.add(args.message)
        return
      } catch (error) {
        if (!(error instanceof Unavailable)) throw error
        await wait(20)
      }
    }
  }
  let next = 0
  const writer = async (): Promise<void> => {
    while (!stopping) await note(++next)
  }
  const writers = Promise.all(Array.from({ length: 8 }, writer))
  // Most deaths fall into a transaction, some between two; more than five in a minute and the hub would give its server up.
  for (let kills = 0; kills < 5; kills++) {
    const before = acknowledged.size
    while (acknowledged.size < before + 40) await wait(10)
    await wait(kills % 7)
    const pid = database.embedded.pid()
    if (pid !== null) process.kill(pid, 'SIGKILL')
  }
  const before = acknowledged.size
  while (acknowledged.size < before + 20) await wait(10)
  stopping = true
  await writers
  const rows = await store.read((view) => view.scope(partyScope(ids.party(1))))
  const messages = rows.flatMap((row) => (row.kind === 'message' ? [row.row] : []))
  expect(messages.map(({ id }) => String(id)).sort()).toEqual([...acknowledged].sort())
  const numbers = messages.map(({ number }) => number).sort((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: messages.length }, (_, n) => n + 1))
}, 60_000)
