// The soak: faults of every kind, round after round, for as long as is asked; each round ends at rest and is judged.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { chanceOf } from '../support/chance.ts'
import type { Verdict } from './checker.ts'
import { trouble } from './soak-round.ts'
import { holds, newTally, type Soaked, tableOf } from './soak-tally.ts'
import { World } from './world.ts'

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string' } } })
const minutes = Number(values.minutes)
const seed = Number(values.seed ?? Date.now() % 1_000_000)
if (!(minutes > 0) || !Number.isSafeInteger(seed)) {
  console.error('usage: npm run soak -- [--minutes n] [--seed n]')
  process.exit(2)
}

const began = performance.now()
const since = (): number => (performance.now() - began) / 60_000
const stop = new AbortController()
let asked = 0
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // One Ctrl+C may arrive by more than one road.
    if (stop.signal.aborted && performance.now() - asked > 1_000) process.exit(130)
    if (!stop.signal.aborted) console.log('\nstopping: the last round is brought to rest and judged (again: at once)')
    asked ||= performance.now()
    stop.abort()
  })
}

const chance = chanceOf(seed)
const tally = newTally()
const settledMs: number[] = []
let [verdict, broken, rounds, words]: [Verdict | null, string | null, number, number] = [null, null, 0, 0]

const soaked = (world: World): Soaked => ({
  ...{ seed, minutes: since(), rounds, tally, words, settledMs, verdict, broken },
  expired: world.desks.reduce((sum, { counts }) => sum + counts.expired, 0),
  backwards: world.desks.reduce((sum, { counts }) => sum + counts.backwards, 0),
})

async function round(world: World): Promise<void> {
  await trouble({ world, chance, tally, stopped: stop.signal, number: rounds })
  // Ctrl+C in a terminal ends the hub too; what it had is what is judged.
  if (stop.signal.aborted) {
    await world.hub.kill()
    await world.hub.start()
  }
  const rested = await world.rest()
  verdict = rested.verdict
  words = rested.words
  settledMs.push(rested.settledMs)
  rounds++
}

console.log(`soaking for ${minutes} minutes with seed ${seed}; Ctrl+C ends it with the verdict so far`)
if (!existsSync(join(import.meta.dirname, '../simulation'))) console.log('there is no simulation here: its seeds are not run')
const world = await World.start(seed)
try {
  do {
    await round(world)
    const { partitions, 'hub kills': hub, 'engine kills': engine, 'PostgreSQL kills': postgres } = tally
    console.log(
      `${since().toFixed(1)} min: ${partitions} partitions, killed hub ${hub}, engines ${engine}, PostgreSQL ${postgres}; ${words} words, at rest after ${((settledMs.at(-1) ?? 0) / 1_000).toFixed(1)} s`,
    )
    if (!holds(soaked(world))) break
    if (!stop.signal.aborted) await world.changeVisitors()
  } while (since() < minutes && !stop.signal.aborted)
} catch (error) {
  broken = error instanceof Error ? error.message : String(error)
}
console.log(tableOf(soaked(world)))
const good = holds(soaked(world))
await world.close()
process.exit(good ? 0 : 1)
