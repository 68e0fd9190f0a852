import type { Row } from '../../../src/domain/kind.ts'
import { agentRow, grant, ids, partyRow, queueRow } from '../../hub/support/rows.ts'
import type { Desk } from './desk.ts'
import { grantsOf, PARTIES, siteOfParty } from './people.ts'
import { work } from './work.ts'
import type { World } from './world.ts'

type Trouble = (world: World) => void

const upDesk = (world: World): Desk | null => {
  const up = world.desks.filter((desk) => desk.up)
  return up.length > 0 ? world.chance.pick(up) : null
}

/** The network of one place is cut: one way, the other, or both. */
const partition: Trouble = (world) => {
  const { chance, timeline } = world
  const caller = chance.pick(world.callers)
  const weather = chance.pick([
    { up: 'blocked', down: 'blocked' },
    { up: 'blocked', down: 'clear' },
    { up: 'clear', down: 'blocked' },
  ] as const)
  const ms = chance.pick([500, 3_000, 8_000, 25_000, 60_000])
  world.note(`partition ${world.callers.indexOf(caller)} up ${weather.up} down ${weather.down} for ${ms}`)
  caller.change(weather)
  timeline.later(ms, () => caller.change({ up: 'clear', down: 'clear' }))
}

const breakLines: Trouble = (world) => world.chance.pick(world.callers).breakAll()

/** A process is killed: between two things it does, in the middle of one, or right after it wrote something down. */
const killDesk: Trouble = (world) => {
  const { chance } = world
  const desk = upDesk(world)
  if (!desk) return
  const how = chance.below(3)
  if (how === 0) desk.crash()
  else desk.disk.arm(how === 1 ? chance.below(120) : 'after-commit')
}

const killHub: Trouble = (world) => world.crashHub(world.chance.below(world.hubs.length), world.chance.pick([300, 1_500, 6_000]))

/** The database dies under the hubs: nobody's transaction ends. */
const killStore: Trouble = (world) => {
  world.note('the database dies')
  world.store.crash()
}

const restore: Trouble = (world) => world.restore(world.chance.between(1, 25))

/** Old pointers are forgotten. */
const forget: Trouble = (world) => {
  const { head } = world.journal.now
  const upTo = world.chance.between(world.begun, head)
  world.note(`forgets up to ${upTo} of ${head}`)
  void world.store.forget(upTo)
}

/** Somebody, or something, sets a clock. */
const turnClock: Trouble = (world) => {
  const { chance } = world
  const ms = chance.pick([-3_600_000, -90_000, 90_000, 3_600_000, 86_400_000, 9 * 86_400_000, -9 * 86_400_000])
  if (chance.once(5)) {
    world.skews[chance.below(world.skews.length)] = chance.between(-3_000, 3_000)
    return
  }
  const desk = chance.pick(world.desks)
  world.note(`${desk.name}'s clock is ${ms} off`)
  desk.skew = ms
}

const fillDisk: Trouble = (world) => {
  const desk = upDesk(world)
  if (!desk) return
  world.note(`${desk.name}'s disk is full`)
  const { disk } = desk
  disk.fill(world.chance.below(3))
  world.timeline.later(world.chance.between(2_000, 20_000), () => {
    if (!disk.dead) disk.free()
  })
}

const shutLid: Trouble = (world) => {
  const desk = upDesk(world)
  if (!desk) return
  world.note(`${desk.name} sleeps`)
  desk.sleep()
  world.timeline.later(world.chance.between(1_000, 40_000), () => desk.wake(!world.chance.once(4)))
}

/** Everything stands still: over lunch, overnight, over a holiday. */
const pause: Trouble = (world) => {
  const ms = world.chance.pick([20 * 60_000, 3_600_000, 12 * 3_600_000, 8 * 86_400_000])
  world.note(`everything stands still for ${ms}`)
  world.timeline.leap(ms)
}

/** Somebody's rights change: taken, given back, or the whole person sent away for a while. */
const regrant: Trouble = (world) => {
  const { chance, timeline } = world
  const agent = chance.between(1, 4)
  const own = grantsOf[agent] ?? []
  const grants = chance.pick([own, own.slice(1), [grant(chance.between(1, 2))], []])
  const active = !chance.once(5)
  world.note(`agent ${agent} may ${JSON.stringify(grants.map(({ site }) => site.slice(-1)))} ${active}`)
  void world.order('import.rows', { kind: 'agent', root: 'ref', rows: [agentRow(agent, grants, active).row] })
  if (active) return
  timeline.later(chance.between(5_000, 20_000), () => {
    void world.order('import.rows', { kind: 'agent', root: 'ref', rows: [agentRow(agent, own).row] })
  })
}

/** A customer, a queue or a case is another dealership's from now on. */
const move: Trouble = (world) => {
  const { chance } = world
  const party = chance.between(1, PARTIES)
  if (chance.once(3)) {
    const sites = chance.pick([[1], [2], [1, 2], [siteOfParty(party)]])
    void world.order('import.rows', { kind: 'party', root: ids.party(party), rows: [partyRow(party, sites).row] })
    return
  }
  if (chance.once(4)) {
    const [queue, site] = [chance.between(2, 3), chance.between(1, 2)]
    // One stays: a site without any queue takes no chat, and says so.
    void world.order('import.rows', { kind: 'queue', root: 'ref', rows: [queueRow(queue, queue === 2 ? 2 : site).row] })
    return
  }
  const { now } = world.journal
  const cases = [...now.rows(now.head)].filter(({ kind }) => kind === 'case')
  const { row } = chance.pick(cases)
  const queue = chance.between(1, 3)
  const moved = { ...(row as unknown as Row<'case'>), queue: ids.queue(queue), site: ids.site(queue === 1 ? 1 : 2) }
  // It is read outside the lock, as an administrator's program would: what comes between is counted as theirs.
  world.overwritten.add(row.id)
  void world.order('import.rows', { kind: 'case', root: String(row.party), rows: [moved] })
}

/** The rows of one customer cannot be locked for a while: a job that hangs holds them. */
const hang: Trouble = (world) => {
  const { chance, timeline, stuck } = world
  if (stuck.size > 0) return
  const party = ids.party(chance.between(1, PARTIES))
  const began = timeline.elapsed
  world.note(`party ${party.slice(-1)} is stuck`)
  stuck.add(party)
  // People go on working: on that customer too, and on others.
  for (const ms of [500, 2_000, 5_000, 9_000, 14_000]) {
    timeline.later(ms, () => {
      for (const desk of world.desks) if (desk.up) work(world, desk)
    })
  }
  timeline.later(150_000, () => {
    world.delayed(party, began)
    stuck.clear()
  })
}

const often: readonly Trouble[] = [
  partition,
  partition,
  breakLines,
  killDesk,
  killDesk,
  killHub,
  killStore,
  turnClock,
  fillDisk,
  shutLid,
  regrant,
  move,
  move,
]
const seldom: readonly Trouble[] = [restore, forget, forget, pause, hang]

/** The troubles of one world: at least six cuts and six kills, and some of everything else. */
export function troublesOf(world: World): readonly Trouble[] {
  const { chance } = world
  const sure = [
    partition,
    partition,
    partition,
    partition,
    partition,
    partition,
    killDesk,
    killDesk,
    killDesk,
    killDesk,
    killHub,
    killStore,
    hang,
  ]
  const some = Array.from({ length: chance.between(6, 14) }, () => chance.pick(chance.once(4) ? seldom : often))
  return [...sure, ...some]
}
