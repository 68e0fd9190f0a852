import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { agentRow, TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { aCase, agent, anId, held, ids, queue, site, whisper } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
const mine = { owner: ids.lena, fence: 1 }

beforeEach(async () => {
  folder = await freshFolder('whispers')
  const me = agent(ids.lena, ids.altona)
  hub = new ScriptedHub(me)
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('agent', agentRow(me)), held('case', aCase(mine)))
  desk = new TestDesk({ folder: join(folder, 'desk'), hub: hub.url, key: new Uint8Array(32).fill(8), agent: agentRow(me) })
  desk.engine.start()
  await desk.live()
  await until(() => desk.engine.replica.pending.view.get('case', ids.case) !== null)
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

const waiting = () => value('whispered', desk.show({ of: 'whispered' })).map(({ whisper: { id }, customerName }) => [id, customerName])

test('what is whispered waits until it is put away here, with or without a line', async () => {
  desk.ask('watch', { watch: 7, query: { of: 'whispered' } })
  const second = anId(0x5b1)
  hub.write(held('whisper', whisper({ id: second, at: whisper().at + 1 })), held('whisper', whisper()))
  await until(() => desk.changes.some(({ watch }) => watch === 7))
  const name = aCase(mine).customerName
  expect(waiting()).toEqual([
    [ids.whisper, name],
    [second, name],
  ])
  await hub.close()
  expect(desk.run('whisper.close', { whisper: ids.whisper, party: ids.katharina, how: 'dismissed' })).toMatchObject({
    outcome: { ok: true },
  })
  expect(waiting()).toEqual([[second, name]])
})

test('nothing waits of a case that somebody else has by now, nor of what one said oneself', async () => {
  hub.write(held('whisper', whisper()))
  await until(() => waiting().length === 1)
  hub.write(held('whisper', whisper({ id: anId(0x5b1), to: ids.jonas, by: ids.lena })))
  hub.write(held('case', aCase({ owner: ids.jonas, fence: 2 })))
  await until(() => waiting().length === 0)
})
