import { afterEach, expect, test } from 'vitest'
import type { Watching } from '../../../src/hub/config.ts'
import { openHub, signIn, type TestHub } from '../doors/open-hub.ts'
import { agentRow, caseRow, grant, ids, partyRow } from '../support/rows.ts'
import { nextScopes, openDesk, type RawDesk, until } from './raw-desk.ts'

let hub: TestHub
const desks: RawDesk[] = []
const [id, party] = [ids.case(7), ids.party(7)]

afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close()
  await hub.close()
})

async function desk(agent: number): Promise<RawDesk> {
  const signed = await signIn(hub, agent)
  const opened = await openDesk(
    { url: hub.url, token: signed.access, device: signed.device },
    nextScopes(signed.agent, `queue:${ids.queue(1)}`),
  )
  desks.push(opened)
  return opened
}

/** Lena has a case that Tobias, a supervisor, looks at. */
async function watched(watching: Watching): Promise<{ readonly lena: RawDesk; readonly tobias: RawDesk }> {
  hub = await openHub({ watching })
  await hub.bring(agentRow(2, [grant(1, 'supervisor')]), partyRow(7, [1]), caseRow(7, { party, owner: ids.agent(1) }))
  const [lena, tobias] = [await desk(1), await desk(2)]
  lena.tell('viewing', { case: id, party, writing: true })
  await until(() => lena.heard.length === 1)
  tobias.tell('viewing', { case: id, party, writing: false })
  await until(() => tobias.heard.length > 0 && lena.heard.length > 1)
  return { lena, tobias }
}

const lastOf = ({ heard }: RawDesk): unknown => heard.at(-1)
const looks = (n: number, writing: boolean) => ({ id: ids.agent(n), name: `Agent ${n}`, writing })

test('as the house is made, an agent sees who watches, and what they write is theirs until it is sent', async () => {
  const { lena, tobias } = await watched('shown')
  expect(lastOf(lena)).toEqual({ event: 'viewing', value: { case: id, agents: [looks(2, false)], previewed: false } })
  lena.tell('typing', { case: id, party, typing: true, text: 'I am so' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(lastOf(tobias)).toEqual({ event: 'viewing', value: { case: id, agents: [looks(1, true)], previewed: false } })
})

test('a house may have its supervisors look on unseen; they read nothing then that is not sent', async () => {
  const { lena, tobias } = await watched('hidden')
  expect(lastOf(lena)).toEqual({ event: 'viewing', value: { case: id, agents: [], previewed: false } })
  expect(lastOf(tobias)).toEqual({ event: 'viewing', value: { case: id, agents: [looks(1, true)], previewed: false } })
  lena.tell('typing', { case: id, party, typing: true, text: 'I am so' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(tobias.heard.filter(({ event }) => event === 'typing')).toEqual([])
})

test('where the house allows it a supervisor reads along, and whoever writes is told; nobody else reads it', async () => {
  const { lena, tobias } = await watched('preview')
  expect(lastOf(lena)).toEqual({ event: 'viewing', value: { case: id, agents: [looks(2, false)], previewed: true } })
  expect(lastOf(tobias)).toMatchObject({ value: { previewed: false } })
  await hub.bring(agentRow(3, [grant(1)]))
  const jonas = await desk(3)
  jonas.tell('viewing', { case: id, party, writing: false })
  lena.tell('typing', { case: id, party, typing: true, text: 'I am so' })
  await until(() => tobias.heard.some(({ event }) => event === 'typing'))
  const heard = tobias.heard.find(({ event }) => event === 'typing')
  expect(heard).toEqual({ event: 'typing', value: { case: id, typing: true, by: ids.agent(1), text: 'I am so' } })
  // Only words of whoever has the case are anybody's to read.
  tobias.tell('typing', { case: id, party, typing: true, text: 'Mine' })
  await new Promise((resolve) => setTimeout(resolve, 200))
  for (const other of [lena, jonas]) expect(other.heard.filter(({ event }) => event === 'typing')).toEqual([])
})
