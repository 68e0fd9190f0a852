import { afterEach, expect, test } from 'vitest'
import type { Row } from '../../../src/domain/kind.ts'
import { type Attendance, GRACE_MS, LEASE_MS, RENEW_MS, startAttending } from '../../../src/hub/attendance/attend.ts'
import type { Leases } from '../../../src/hub/attendance/leases.ts'
import { startTailer, type Tailer } from '../../../src/hub/feed/tailer.ts'
import { actsBy } from '../../../src/hub/intake/act.ts'
import { only } from '../../../src/hub/intake/rows.ts'
import type { Store } from '../../../src/hub/store/store.ts'
import { Unavailable } from '../../../src/hub/store/unavailable.ts'
import { keptLog } from '../../support/log.ts'
import { openTestHub, type TestHub } from '../support/hub.ts'
import { agentRow, grant, ids } from '../support/rows.ts'

export interface Base {
  readonly store: Store
  readonly leases: Leases
}

/** One of the hubs on a database, as far as attendance goes; `kill` is kill -9: it says and does nothing any more. */
interface OneHub {
  readonly hub: TestHub
  readonly attendance: Attendance
  readonly tailer: Tailer
  come(n: number): void
  go(n: number): void
  kill(): Promise<void>
}

const SECOND = 1_000
const START = 1_000_000

class Floor {
  readonly base: Base
  readonly hubs: OneHub[] = []
  readonly leased: number[] = []
  now = START
  away = false

  constructor(base: Base) {
    this.base = base
  }

  async open(): Promise<OneHub> {
    const { store } = this.base
    const { log } = keptLog()
    const now = (): number => this.now
    const hub = openTestHub(store, { now, committed: (moved) => tailer.take(moved) })
    const tailer = await startTailer({ store, log, now, every: 0 })
    const name = `0190000a-0000-7000-8000-${String(this.hubs.length).padStart(12, '0')}`
    const leases: Leases = {
      ...this.base.leases,
      keep: async (lease) => {
        if (this.away) throw new Unavailable('away')
        this.leased.push(lease.agents.length)
        await this.base.leases.keep(lease)
      },
    }
    const act = actsBy(hub.authority, now)
    const attendance = startAttending({ store, leases, act, onMoved: tailer.onMoved, log, now, every: 0, hub: name })
    const one: OneHub = {
      ...{ hub, attendance, tailer },
      come(n) {
        attendance.entered(ids.agent(n))
        attendance.greeted(ids.agent(n))
      },
      go: (n) => attendance.left(ids.agent(n)),
      kill: async () => {
        this.hubs.splice(this.hubs.indexOf(one), 1)
        await close(one)
      },
    }
    this.hubs.push(one)
    return one
  }

  /** What every hub does by its clock each second. */
  async tick(): Promise<void> {
    for (const { tailer, attendance } of this.hubs) {
      await tailer.tick()
      await attendance.run()
    }
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= SECOND) {
      this.now += SECOND
      await this.tick()
    }
  }

  async presence(n: number): Promise<Row<'presence'> | null> {
    return only(await this.base.store.read((view) => view.rows([{ kind: 'presence', id: ids.agent(n) }])), 'presence')[0] ?? null
  }

  async line(n: number): Promise<string | null> {
    return (await this.presence(n))?.line ?? null
  }

  head(): Promise<number> {
    return this.base.store.read(async ({ feed }) => feed.head)
  }
}

async function close({ attendance, tailer, hub }: OneHub): Promise<void> {
  await attendance.stop()
  await tailer.stop()
  await hub.authority.close()
}

/** What attendance must do on any store; the one in memory and PostgreSQL run the same. */
export function attends(base: () => Promise<Base>): void {
  const floors: Floor[] = []
  const furnished = async (): Promise<readonly [Floor, OneHub]> => {
    const floor = new Floor(await base())
    floors.push(floor)
    const hub = await floor.open()
    await hub.hub.bring(agentRow(1, [grant(1)]), agentRow(2, [grant(1)]), agentRow(3, [grant(2)]))
    await floor.pass(LEASE_MS)
    return [floor, hub]
  }

  afterEach(async () => {
    for (const floor of floors.splice(0)) for (const hub of floor.hubs) await close(hub)
  })

  test('with the first desk somebody is here, with the last they are lost at once, and gone when the grace has passed', async () => {
    const [floor, hub] = await furnished()
    hub.come(1)
    hub.come(1)
    await floor.tick()
    expect(await floor.presence(1)).toMatchObject({ line: 'up', lineSince: floor.now, mode: 'available', sites: [ids.site(1)] })
    hub.go(1)
    await floor.tick()
    expect(await floor.line(1)).toBe('up')
    await floor.pass(5 * SECOND)
    hub.go(1)
    await floor.tick()
    expect(await floor.presence(1)).toMatchObject({ line: 'lost', lineSince: floor.now })
    await floor.pass(GRACE_MS - SECOND)
    expect(await floor.line(1)).toBe('lost')
    await floor.pass(SECOND)
    expect(await floor.line(1)).toBe('down')
    expect([await floor.line(2), await floor.line(3)]).toEqual([null, null])
  })

  test('who has not said hello is not here yet', async () => {
    const [floor, hub] = await furnished()
    hub.attendance.entered(ids.agent(1))
    await floor.tick()
    expect(await floor.line(1)).toBe(null)
    hub.attendance.greeted(ids.agent(1))
    await floor.tick()
    expect(await floor.line(1)).toBe('up')
  })

  test('who comes back within the grace never was gone', async () => {
    const [floor, hub] = await furnished()
    hub.come(1)
    await floor.tick()
    hub.go(1)
    await floor.pass(GRACE_MS - SECOND)
    hub.come(1)
    await floor.pass(2 * GRACE_MS)
    expect(await floor.presence(1)).toMatchObject({ line: 'up', mode: 'available' })
  })

  test('while nothing changes nothing is written, and a hub says who is here once in a renewal, however many they are', async () => {
    const [floor, hub] = await furnished()
    for (const n of [1, 2, 3]) hub.come(n)
    await floor.tick()
    const before = await floor.head()
    floor.leased.length = 0
    await floor.pass(10 * RENEW_MS)
    expect(await floor.head()).toBe(before)
    expect(floor.leased).toEqual(Array.from({ length: 10 }, () => 3))
  })

  test('desks at two hubs: somebody is here until the last line of both has ended', async () => {
    const [floor, first] = await furnished()
    const second = await floor.open()
    first.come(1)
    await floor.tick()
    second.come(1)
    await floor.tick()
    first.go(1)
    await floor.pass(2 * LEASE_MS)
    expect(await floor.line(1)).toBe('up')
    second.go(1)
    await floor.tick()
    expect(await floor.line(1)).toBe('lost')
  })

  test('a hub that is killed: another one finds its people lost and then gone, and those who came over in time were not', async () => {
    const [floor, first] = await furnished()
    const second = await floor.open()
    for (const n of [1, 2, 3]) first.come(n)
    await floor.tick()
    const came = floor.now
    await floor.pass(LEASE_MS)
    await first.kill()
    second.come(2)
    await floor.pass(LEASE_MS)
    expect([await floor.line(1), await floor.line(2), await floor.line(3)]).toEqual(['lost', 'up', 'lost'])
    second.come(3)
    await floor.pass(GRACE_MS)
    expect([await floor.line(1), await floor.line(2), await floor.line(3)]).toEqual(['down', 'up', 'up'])
    expect((await floor.presence(2))?.lineSince).toBe(came)
  })

  test('the only hub, killed and started again, gives its people the time of a lease before it misses anybody', async () => {
    const [floor, first] = await furnished()
    for (const n of [1, 2]) first.come(n)
    await floor.tick()
    await first.kill()
    floor.now += 3_600_000
    const again = await floor.open()
    await floor.pass(SECOND)
    again.come(2)
    await floor.pass(LEASE_MS - SECOND)
    expect([await floor.line(1), await floor.line(2)]).toEqual(['up', 'up'])
    await floor.pass(SECOND)
    expect([await floor.line(1), await floor.line(2)]).toEqual(['lost', 'up'])
    await floor.pass(GRACE_MS)
    expect([await floor.line(1), await floor.line(2)]).toEqual(['down', 'up'])
  })

  test('after an outage longer than any lease nobody who is here is missed, and who left meanwhile is lost', async () => {
    const [floor, first] = await furnished()
    const second = await floor.open()
    first.come(1)
    first.come(3)
    second.come(2)
    await floor.pass(LEASE_MS)
    const before = await floor.head()
    floor.away = true
    await floor.pass(RENEW_MS)
    first.go(3)
    await floor.pass(3 * LEASE_MS)
    expect(await floor.head()).toBe(before)
    floor.away = false
    await floor.pass(2 * LEASE_MS)
    expect([await floor.line(1), await floor.line(2), await floor.line(3)]).toEqual(['up', 'up', 'lost'])
    expect(await floor.head()).toBe(before + 1)
  })

  test('two hubs that see the same at once say it once', async () => {
    const [floor, first] = await furnished()
    const second = await floor.open()
    await floor.pass(LEASE_MS)
    first.come(1)
    await floor.tick()
    await first.kill()
    const third = await floor.open()
    await floor.pass(LEASE_MS - SECOND)
    const before = await floor.head()
    floor.now += 2 * SECOND
    await Promise.all([second.attendance.run(), third.attendance.run()])
    expect(await floor.line(1)).toBe('lost')
    await floor.pass(LEASE_MS)
    expect((await floor.head()) - before).toBeLessThanOrEqual(2)
    expect(await floor.line(1)).toBe('lost')
  })

  test('who works elsewhere from now on is seen there and no longer here, and who is let go is seen by nobody', async () => {
    const [floor, hub] = await furnished()
    hub.come(1)
    await floor.tick()
    await hub.hub.say('presence.set', { agent: ids.agent(1), mode: 'break' }, { source: { kind: 'agent', id: ids.agent(1) } })
    await hub.hub.bring(agentRow(1, [grant(2), grant(3)]))
    await floor.tick()
    expect(await floor.presence(1)).toMatchObject({ sites: [ids.site(2), ids.site(3)], line: 'up', mode: 'break' })
    hub.go(1)
    await floor.tick()
    await floor.pass(GRACE_MS)
    await hub.hub.bring(agentRow(1, [grant(2)], false))
    await floor.tick()
    expect(await floor.presence(1)).toMatchObject({ sites: [], line: 'down' })
    const before = await floor.head()
    await floor.pass(5 * SECOND)
    expect(await floor.head()).toBe(before)
  })
}
