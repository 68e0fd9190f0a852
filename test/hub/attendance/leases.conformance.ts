import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { AgentId } from '../../../src/domain/id.ts'
import type { Leases } from '../../../src/hub/attendance/leases.ts'
import { ids } from '../support/rows.ts'

const [one, other] = [randomUUID(), randomUUID()]
const people = (...numbers: readonly number[]): AgentId[] => numbers.map(ids.agent)

/** What every keeper of leases must do; the one in memory and the one in PostgreSQL run the same. */
export function conforms(open: () => Promise<Leases>): void {
  test('whom a hub named has a desk until its word is over, and not at the moment it is', async () => {
    const leases = await open()
    expect(await leases.live(0)).toEqual(new Set())
    await leases.keep({ hub: one, agents: people(1, 2), until: 100 })
    expect(await leases.live(99)).toEqual(new Set(people(1, 2)))
    expect(await leases.live(100)).toEqual(new Set())
  })

  test('a hub that says it again holds those it names now, for longer, and nobody else', async () => {
    const leases = await open()
    await leases.keep({ hub: one, agents: people(1, 2), until: 100 })
    await leases.keep({ hub: one, agents: people(2, 3), until: 200 })
    expect(await leases.live(150)).toEqual(new Set(people(2, 3)))
    await leases.keep({ hub: one, agents: [], until: 300 })
    expect(await leases.live(150)).toEqual(new Set())
  })

  test('somebody with desks on two hubs is there until both have let go', async () => {
    const leases = await open()
    await leases.keep({ hub: one, agents: people(1, 2), until: 100 })
    await leases.keep({ hub: other, agents: people(1), until: 200 })
    expect(await leases.live(50)).toEqual(new Set(people(1, 2)))
    await leases.keep({ hub: one, agents: people(2), until: 100 })
    expect(await leases.live(50)).toEqual(new Set(people(1, 2)))
    expect(await leases.live(150)).toEqual(new Set(people(1)))
  })

  test('what hubs that are no more once said is forgotten, and what holds is not', async () => {
    const leases = await open()
    await leases.keep({ hub: one, agents: people(1), until: 100 })
    await leases.keep({ hub: other, agents: people(2), until: 200 })
    await leases.forget(150)
    expect(await leases.live(50)).toEqual(new Set(people(2)))
  })

  test('a thousand on one hub are as many the next time', async () => {
    const leases = await open()
    const all = people(...Array.from({ length: 1_000 }, (_, place) => place + 1))
    for (const until of [100, 200]) await leases.keep({ hub: one, agents: all, until })
    expect(await leases.live(150)).toEqual(new Set(all))
  })
}
