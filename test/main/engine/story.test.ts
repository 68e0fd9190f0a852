import { afterEach, beforeEach, expect, test } from 'vitest'
import { kinds } from '../../../src/domain/kind.ts'
import { queueScope } from '../../../src/domain/scope.ts'
import { TestDesk, until, value } from '../../support/desk.ts'
import { freshFolder, removeFolder } from '../../support/folder.ts'
import { aCase, agent, anId, held, ids, message, party, site } from '../../support/rows.ts'
import { ScriptedHub } from '../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
const desks: TestDesk[] = []

beforeEach(async () => {
  folder = await freshFolder('engine')
  hub = new ScriptedHub(agent())
  await hub.listen()
  const inbox = kinds.queue.parse({ id: ids.inbox, site: ids.altona, name: 'Inbox' })
  hub.write(held('site', site()), held('queue', inbox), held('party', party()), held('case', aCase()), held('message', message()))
})

afterEach(async () => {
  for (const desk of desks.splice(0)) desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

function desk(): TestDesk {
  const one = new TestDesk({ folder, hub: hub.url })
  desks.push(one)
  one.engine.start()
  return one
}

test('a fresh desk fills itself with its queues and their dossiers, and then says it is live', async () => {
  const one = desk()
  await one.live()
  await until(() => one.engine.replica.held.whole(`party:${ids.katharina}`))
  const queue = value('queue', one.show({ of: 'queue', view: 'unassigned', from: 0, count: 50 }))
  expect(queue.counts).toEqual({ mine: 0, team: 1, unassigned: 1, resolved: 0 })
  expect(queue.cases.map((row) => row.id)).toEqual([ids.case])
  expect(queue.filling).toBe(false)
  expect(one.engine.replica.held.whole(queueScope(ids.inbox as never))).toBe(true)
  const thread = value('thread', one.show({ of: 'thread', case: ids.case as never, count: 50 }))
  expect(thread.messages).toEqual([{ message: message(), fate: null }])
})

test('an agent claims a case and answers: shown at once, then the same from the hub', async () => {
  const one = desk()
  await one.live()
  await until(() => one.engine.replica.held.whole(`party:${ids.katharina}`))
  one.show({ of: 'thread', case: ids.case as never, count: 50 })
  const claimed = one.run('case.claim', { case: ids.case, party: ids.katharina })
  expect(claimed).toMatchObject({ kept: true, outcome: { ok: true } })
  const said = one.run('message.reply', {
    message: anId(0x99),
    case: ids.case,
    party: ids.katharina,
    text: 'Come by today.',
    fence: 1,
    knows: 1,
  })
  expect(said).toMatchObject({ kept: true, outcome: { ok: true } })
  await until(() => one.engine.replica.pending.all().length === 0)
  expect(hub.tx.get('message', anId(0x99))?.text).toBe('Come by today.')
  await until(() =>
    one.changes.some(({ result }) => result.of === 'thread' && result.value.messages.at(-1)?.fate === null && result.value.total === 2),
  )
  expect(one.engine.replica.rows.get('message', anId(0x99))).toEqual(hub.tx.get('message', anId(0x99)))
})
