import { judge, judgeDesk } from './checker/judge.ts'
import { Watch } from './checker/wire.ts'
import { troublesOf } from './world/troubles.ts'
import { work, write } from './world/work.ts'
import { type Planting, World } from './world/world.ts'

export interface Ran {
  readonly seed: number
  readonly faults: readonly string[]
  readonly story: readonly string[]
  readonly events: number
  readonly commits: number
  readonly said: number
  readonly kills: number
}

const STEPS = 60

async function live(world: World): Promise<void> {
  const { chance, timeline, rough } = world
  Object.assign(rough, { breaks: 300, doubles: 20, silent: 3, latency: [1, chance.pick([5, 60, 400])] })
  const troubles = troublesOf(world)
  const steps = [...Array.from({ length: STEPS }, () => null), ...troubles].sort(() => 0)
  for (let at = steps.length - 1; at > 0; at--) {
    const other = chance.below(at + 1)
    ;[steps[at], steps[other]] = [steps[other] ?? null, steps[at] ?? null]
  }
  for (const trouble of steps) {
    for (const desk of world.desks) if (!desk.running && !desk.starting) reboot(world, desk)
    if (trouble) trouble(world)
    else act(world)
    await timeline.run(chance.pick([5, 50, 300, 1_500, 6_000]))
    if (chance.once(10)) for (const desk of world.desks) if (desk.up) judgeDesk(world, desk, 'on the way')
  }
}

function act(world: World): void {
  const { chance } = world
  const boss = world.hands && chance.once(3) ? world.desks.at(-1) : undefined
  const desk = boss ?? chance.pick(world.desks)
  if (chance.once(5)) write(world)
  else if (desk.up) work(world, desk)
}

function reboot(world: World, desk: World['desks'][number]): void {
  desk.starting = true
  world.timeline.later(world.chance.between(200, 8_000), () => {
    desk.starting = false
    desk.boot()
    world.note(`${desk.name} starts again`)
    judgeDesk(world, desk, 'after a kill')
  })
}

/** All troubles end. Whatever is not settled after this while, never will be. */
const PATIENCE_MS = 240_000

async function rest(world: World): Promise<void> {
  const { timeline, rough } = world
  world.note('all troubles end')
  Object.assign(rough, { breaks: 0, doubles: 0, silent: 0, latency: [1, 20] })
  for (const caller of world.callers) caller.change({ up: 'clear', down: 'clear' })
  for (const place of world.hubs.keys()) world.startHub(place)
  for (const desk of world.desks) {
    if (!desk.running) {
      if (!desk.starting) desk.boot()
    } else {
      desk.disk.disarm()
      desk.disk.free()
      desk.wake(true)
    }
  }
  await timeline.run(15_000)
  await world.reinstate()
  while (world.stuck.size > 0) await timeline.run(2_000)
  const until = timeline.elapsed + PATIENCE_MS
  while (timeline.elapsed < until && world.unrest().length > 0) await timeline.run(2_000)
  for (const what of world.unrest()) world.fault(`I19 after ${PATIENCE_MS / 1_000} s without any trouble: ${what}`)
  await timeline.run(3_000)
}

/** Lets one world live, and judges it. */
export async function runSeed(seed: number, planting: Planting = {}): Promise<Ran> {
  const world = new World(seed, planting)
  const takeOut = planting.modules?.()
  try {
    await world.begin()
    world.begun = world.journal.now.head
    new Watch(world)
    await live(world)
    await rest(world)
    judge(world)
    const { faults, story, timeline, said, desks } = world
    return {
      ...{ seed, faults, story, events: timeline.events, commits: world.journal.now.head, said: said.length },
      kills: desks.reduce((sum, desk) => sum + desk.kills, 0),
    }
  } finally {
    takeOut?.()
    world.end()
  }
}
