import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kinds } from '../../../../src/domain/kind.ts'
import { agentRow, TestDesk, until, value } from '../../../support/desk.ts'
import { freshFolder, removeFolder } from '../../../support/folder.ts'
import { agent, HOUR, held, ids, queue, site } from '../../../support/rows.ts'
import { ScriptedHub } from '../../../support/scripted-hub.ts'

let folder = ''
let hub: ScriptedHub
let desk: TestDesk
const since = Date.now() - HOUR

const presence = (id: string, mode: string) =>
  held('presence', kinds.presence.parse({ id, sites: [ids.altona], mode, modeSince: since, line: 'up', lineSince: since }))

async function open(role: 'agent' | 'supervisor' = 'agent'): Promise<void> {
  const me = agent(ids.lena, ids.altona, role)
  hub = new ScriptedHub(me)
  await hub.listen()
  hub.write(held('site', site()), held('queue', queue()), held('agent', agentRow(me)))
  desk = new TestDesk({ folder: join(folder, role), hub: hub.url, key: new Uint8Array(32).fill(8), agent: agentRow(me) })
  desk.engine.start()
  await desk.live()
  await until(() => desk.engine.replica.held.whole(`user:${ids.lena}`))
}

beforeEach(async () => {
  folder = await freshFolder('presence')
})

afterEach(async () => {
  desk.engine.stop()
  await hub.close()
  await removeFolder(folder)
})

const own = () => value('presence', desk.show({ of: 'presence' }))
const say = (mode: string) => desk.run('presence.set', { agent: ids.lena, mode })

test('what an agent says they are doing shows at once, also without a line, and the hub hears it when there is one', async () => {
  await open()
  expect(own()).toBe(null)
  hub.write(presence(ids.lena, 'available'))
  await until(() => own() !== null)
  expect(own()).toEqual({ mode: 'available', modeSince: since, unsent: false })
  await hub.close()
  const before = Date.now()
  expect(say('working-offline')).toMatchObject({ kept: true, outcome: { ok: true } })
  expect(own()).toMatchObject({ mode: 'working-offline', unsent: true })
  expect(own()?.modeSince).toBeGreaterThanOrEqual(before)
  const { waiting } = value('sync', desk.show({ of: 'sync' }))
  expect(waiting).toMatchObject([{ name: 'presence.set', case: null, party: null, mine: [{ field: 'mode', value: 'working-offline' }] }])
})

test('a screen that shows one’s own status is told when the hub says otherwise', async () => {
  await open()
  desk.ask('watch', { watch: 7, query: { of: 'presence' } })
  hub.write(presence(ids.lena, 'break'))
  await until(() => desk.changes.some(({ watch, result }) => watch === 7 && result.of === 'presence' && result.value?.mode === 'break'))
})

test('a supervisor’s desk holds who is here at their site, and an agent’s desk holds only itself', async () => {
  await open('supervisor')
  hub.write(presence(ids.jonas, 'busy'))
  await until(() => desk.engine.replica.rows.get('presence', ids.jonas)?.mode === 'busy')
  desk.engine.stop()
  await hub.close()
  await open('agent')
  hub.write(presence(ids.jonas, 'busy'), presence(ids.lena, 'away'))
  await until(() => own()?.mode === 'away')
  expect(desk.engine.replica.rows.get('presence', ids.jonas)).toBe(null)
})
