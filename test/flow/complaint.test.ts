import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { SAMPLE_PASSWORD, sampleWidgets } from '../../src/hub/sample/accounts.ts'
import { agents, queues } from '../../src/hub/sample/group.ts'
import { openDesk, type RawDesk, until } from '../hub/gateway/raw-desk.ts'
import { openPage } from '../hub/visitor/raw-page.ts'
import { type HubProcess, startHubProcess } from './hub-process.ts'

let hub: HubProcess

beforeAll(async () => {
  hub = await startHubProcess({ FORECOURT_SAMPLE: '1' })
}, 120_000)

afterAll(() => hub.remove())

async function desk(agent: { readonly id: string; readonly email: string }): Promise<RawDesk> {
  const device = randomUUID()
  const { body } = await hub.post('/v1/sign-in', { email: agent.email, password: SAMPLE_PASSWORD, device })
  const { access } = body.tickets as { access: string }
  return openDesk({ url: hub.url, token: access, device }, ['ref', `user:${agent.id}`, `queue:${queues.hamburg.id}`])
}

const admit = async (token: string | null) => {
  const { body } = await hub.post('/v1/visitors', { site: sampleWidgets[0].key, language: 'en', token })
  return body as unknown as { readonly token: string; readonly party: string }
}

const caseOf = (seen: RawDesk, party: string) => seen.rows('case').find((row) => row.party === party)

test('a visitor complains, one of two agents answers, and a hub killed and started again has lost nothing and doubled nothing', async () => {
  const [lena, mareike] = await Promise.all([desk(agents.lena), desk(agents.mareike)])
  const admitted = await admit(null)
  const page = await openPage(hub.url, admitted.token)
  const words = 'The brakes grind again since the repair. Is it safe to drive?'
  const said = randomUUID()
  expect(await page.say(words, said)).toMatchObject({ ok: true })
  await until(() => [lena, mareike].every((seen) => caseOf(seen, admitted.party) !== undefined))
  const header = caseOf(lena, admitted.party)
  expect(header).toMatchObject({ kind: 'complaint', state: 'open', owner: null, safety: { words: 'Is it safe' } })
  const named = { case: header?.id, party: admitted.party }
  const claims = await Promise.all([lena.push('case.claim', named), mareike.push('case.claim', named)])
  const winner = claims.findIndex(({ decided }) => JSON.stringify(decided).includes('{"ok":true}'))
  expect(claims.map(({ decided }) => JSON.stringify(decided).includes('already-claimed'))).toEqual([winner !== 0, winner !== 1])
  const owner = winner === 0 ? lena : mareike
  await until(() => [lena, mareike].every((seen) => caseOf(seen, admitted.party)?.fence === 1))
  const reply = { message: randomUUID(), ...named, text: 'Please leave it standing, we fetch it.', fence: 1, knows: 1 }
  expect(await owner.push('message.reply', reply)).toMatchObject({ decided: [{ outcome: { ok: true } }] })
  await until(() => page.messages.some(({ from }) => from === 'us'))

  await hub.kill()
  await until(() => !page.socket.connected && !owner.socket.connected)
  await hub.start()

  const later = await admit(admitted.token)
  expect(later.party).toBe(admitted.party)
  const back = await openPage(hub.url, later.token)
  await until(() => back.threads.length > 0)
  expect(back.seen()).toEqual([words, 'Please leave it standing, we fetch it.'])
  expect(await back.say(words, said)).toMatchObject({ ok: true })
  expect(await back.say('Thank you.')).toMatchObject({ ok: true })
  const again = await desk(winner === 0 ? agents.lena : agents.mareike)
  await until(() => caseOf(again, admitted.party)?.messages === 3)
  expect(caseOf(again, admitted.party)).toMatchObject({ owner: (winner === 0 ? agents.lena : agents.mareike).id, unanswered: 1 })
  await again.ask('want', { add: [`party:${admitted.party}`], drop: [] })
  await until(() => again.rows('message').filter((row) => row.case === header?.id).length === 3)
  for (const one of [lena, mareike, again, page, back]) one.close()
}, 120_000)

test('a hub that is asked to stop ends well, and starts again with all it had', async () => {
  expect(await hub.stop()).toBe(0)
  await hub.start()
  expect((await fetch(`${hub.url}/health/ready`)).status).toBe(200)
  expect(hub.said()).not.toContain('was brought in')
}, 120_000)
