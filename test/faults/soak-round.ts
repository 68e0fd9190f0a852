import { setTimeout as pause } from 'node:timers/promises'
import { between, type Chance, oneOf } from '../support/chance.ts'
import { killPostgres } from './hub-data.ts'
import { partitionKinds, partitions } from './partitions.ts'
import type { Tally } from './soak-tally.ts'
import { storm } from './storm.ts'
import type { World } from './world.ts'

/** The faults of one round; sixty rounds an hour reach what a night asks for. */
const ROUND = { partitions: 4, hubKills: 3, engineKills: 4, commands: 2_500 } as const

const HOUR = 3_600_000
const jumps = [HOUR, -HOUR, 3_650 * 24 * HOUR, -3_650 * 24 * HOUR, 5 * 60_000, -5 * 60_000] as const

interface Round {
  readonly world: World
  readonly chance: Chance
  readonly tally: Tally
  readonly stopped: AbortSignal
  readonly number: number
}

type Trouble = (round: Round) => Promise<void>

const lines: Trouble = async ({ world, chance, tally, stopped }) => {
  for (let n = 0; n < ROUND.partitions && !stopped.aborted; n++) {
    await partitions[oneOf(chance, partitionKinds)](oneOf(chance, world.proxies), chance)
    tally.partitions++
  }
}

const engines: Trouble = async ({ world, chance, tally, stopped }) => {
  for (let n = 0; n < ROUND.engineKills && !stopped.aborted; n++) {
    await pause(between(chance, 500, 4_000))
    const desk = oneOf(chance, world.desks)
    await desk.kill()
    tally['engine kills']++
    await desk.begin()
  }
}

const hub: Trouble = async ({ world, chance, tally, stopped, number }) => {
  for (let n = 0; n < ROUND.hubKills && !stopped.aborted; n++) {
    await pause(between(chance, 1_000, 4_000))
    // The hub gives up on a database that dies again and again: one death a round is what it promises to survive.
    if (n === number % ROUND.hubKills && killPostgres(world.hub.home)) {
      tally['PostgreSQL kills']++
      await pause(between(chance, 0, 3_000))
    }
    await world.hub.kill()
    tally['hub kills']++
    await pause(between(chance, 0, 1_000))
    await world.hub.start()
  }
}

const devices: Trouble = async ({ world, chance, tally }) => {
  const [full, jumping] = [oneOf(chance, world.desks), oneOf(chance, world.desks)]
  const jump = oneOf(chance, jumps)
  await pause(between(chance, 500, 3_000))
  full.tell({ do: 'disk', full: true })
  jumping.tell({ do: 'clock', ms: jump })
  await pause(between(chance, 1_000, 5_000))
  full.tell({ do: 'disk', full: false })
  jumping.tell({ do: 'clock', ms: -jump })
  tally['disks full']++
  tally['clock jumps'] += 2
}

/** Commands said again and again, once the hub is left in peace. */
async function replays({ world, chance, tally, stopped, number }: Round): Promise<void> {
  const [visitor] = world.visitors
  if (stopped.aborted || !visitor) return
  const place = await world.placeOf(visitor)
  const at = { hub: world.hub.url, email: 'tobias.henning@nordhaus.example', name: `tobias${number}`, place, chance }
  const { commands, outcomes, forged } = await storm({ ...at, unique: ROUND.commands / 10, sent: ROUND.commands })
  tally['doubled, reordered and replayed commands'] += ROUND.commands + forged.length
  const unsteady = [...outcomes.values()].filter((told) => [...told].join() !== '{"ok":true}')
  const taken = forged.filter(({ outcome }) => outcome.ok || outcome.refusal.code !== 'reused-number')
  if (unsteady.length + taken.length > 0)
    throw new Error(`${unsteady.length} commands had other answers, ${taken.length} forgeries were taken`)
  world.elsewhere.push(...commands.map(({ args }) => ({ by: at.name, text: args.text })))
}

/** A minute of everything at once, then peace for the replays. */
export async function trouble(round: Round): Promise<void> {
  await round.world.talk(120)
  await Promise.all([lines(round), lines(round), engines(round), hub(round), devices(round)])
  await replays(round)
}
