import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type CommandName, commands } from '../../../src/domain/commands/table.ts'
import type { AuditPage } from '../../../src/domain/contract/audit.ts'
import { CommandId } from '../../../src/domain/id.ts'
import type { Source } from '../../../src/hub/authority/submission.ts'
import { agent, visitor } from '../support/hub.ts'
import { agentRow, caseRow, grant, ids, partyRow } from '../support/rows.ts'
import { openHub, signIn, type TestHub } from './open-hub.ts'

let hub: TestHub

beforeEach(async () => {
  hub = await openHub()
  await hub.bring(agentRow(1, [grant(1, 'supervisor')]), agentRow(3, [grant(2, 'admin')]))
  await hub.bring(
    partyRow(1, [1]),
    partyRow(2, [2]),
    caseRow(1),
    caseRow(2, { party: ids.party(2), site: ids.site(2), queue: ids.queue(2) }),
  )
})

afterEach(() => hub.close())

const named = { case: ids.case(1), party: ids.party(1) }

async function decide(name: CommandName, args: object, source: Source): Promise<void> {
  const { version } = commands[name]
  const envelope = {
    id: CommandId.parse(randomUUID()),
    seq: 1,
    name,
    version,
    args: JSON.parse(JSON.stringify(args)),
    saidAt: 1,
    after: [],
  }
  await hub.authority.decide(envelope, { source, device: null })
}

async function ask(n: number, body: object) {
  const { access } = await signIn(hub, n)
  return hub.post('/v1/audit', body, { authorization: `Bearer ${access}` })
}

const pageOf = (body: unknown): AuditPage => body as AuditPage

test('a supervisor reads who did what to a case of their site, newest first, refusals and reasons among it', async () => {
  await decide('case.claim', named, agent(2))
  await decide('case.claim', named, agent(1))
  await decide('case.raise', { ...named, reason: 'Her second breakdown', note: null }, agent(2))
  const said = {
    message: ids.message(1),
    case: ids.case(9),
    party: ids.party(1),
    host: ids.party(1),
    site: ids.site(1),
    queue: ids.queue(1),
  }
  await decide('conversation.say', { ...said, text: 'Hello?', origin: 'live' }, visitor(1))
  const { status, body } = await ask(1, { case: ids.case(1), before: null })
  expect(status).toBe(200)
  const { entries, next } = pageOf(body)
  expect(entries.map(({ actor, name, code, why }) => [actor.kind, actor.id, name, code, why])).toEqual([
    ['visitor', ids.party(1), 'conversation.say', null, null],
    ['agent', ids.agent(2), 'case.raise', null, 'Her second breakdown'],
    ['agent', ids.agent(1), 'case.claim', 'already-claimed', null],
    ['agent', ids.agent(2), 'case.claim', null, null],
    ['system', 'test', 'import.rows', null, null],
  ])
  expect(next).toBeNull()
  expect(JSON.stringify(body)).not.toContain('Hello')
})

test('to everybody else a case that is there looks exactly like one that is not', async () => {
  await decide('case.claim', named, agent(2))
  const none = await ask(1, { case: ids.case(404), before: null })
  expect(none).toMatchObject({ status: 404, body: { field: 'case' } })
  // A colleague who leads nobody, an administrator of another site, and a supervisor who asks for a case of that site.
  expect(await ask(2, { case: ids.case(1), before: null })).toEqual(none)
  expect(await ask(3, { case: ids.case(1), before: null })).toEqual(none)
  expect(await ask(1, { case: ids.case(2), before: null })).toEqual(none)
  expect((await ask(3, { case: ids.case(2), before: null })).status).toBe(200)
  expect((await hub.post('/v1/audit', { case: ids.case(1), before: null }, { authorization: 'Bearer v1.e30.x' })).status).toBe(401)
})

test('a long history comes in pages of a hundred, and the last says that nothing is older', async () => {
  for (let n = 0; n < 199; n++) await decide('case.claim', named, agent(2))
  const first = pageOf((await ask(1, { case: ids.case(1), before: null })).body)
  expect([first.entries.length, first.next]).toEqual([100, first.entries.at(-1)?.seq])
  const second = pageOf((await ask(1, { case: ids.case(1), before: first.next })).body)
  expect([second.entries.length, second.next]).toEqual([100, null])
  expect(second.entries.at(-1)?.name).toBe('import.rows')
  expect(new Set([...first.entries, ...second.entries].map(({ seq }) => seq)).size).toBe(200)
})
