import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Pulse } from '../../../src/domain/contract/wire.ts'
import { openHub, signIn, type TestHub } from '../doors/open-hub.ts'
import { agentRow, caseRow, grant, ids, partyRow } from '../support/rows.ts'
import { nextScopes, openDesk, type RawDesk, until } from './raw-desk.ts'

let hub: TestHub
const desks: RawDesk[] = []

beforeEach(async () => {
  hub = await openHub()
})

afterEach(async () => {
  for (const desk of desks.splice(0)) desk.close()
  await hub.close()
})

async function desk(agent: number, ...scopes: readonly string[]): Promise<RawDesk> {
  const signed = await signIn(hub, agent)
  const opened = await openDesk({ url: hub.url, token: signed.access, device: signed.device }, nextScopes(signed.agent, ...scopes))
  desks.push(opened)
  return opened
}

const pulses = ({ heard }: RawDesk): readonly Pulse[] => heard.flatMap(({ event, value }) => (event === 'pulse' ? [value as Pulse] : []))

test('a desk that holds a floor hears four times a second how far the truth has come, at a place it has reached itself; others hear nothing', async () => {
  await hub.bring(agentRow(1, [grant(1, 'supervisor')]))
  const floor = `floor:${ids.site(1)}`
  const [lena, jonas] = [await desk(1, floor), await desk(2)]
  await until(() => lena.frames.length > 0 && jonas.frames.length > 0)
  // What is of no scope of hers moves the feed and not her place in it.
  await hub.bring(partyRow(7, [1]), caseRow(7, { party: ids.party(7) }))
  await until(async () => {
    await hub.doors.sweep()
    return pulses(lena).length > 0
  })
  const [first] = pulses(lena)
  expect(first?.head).toBeLessThanOrEqual(lena.cursor())
  expect(pulses(jonas)).toEqual([])
})
