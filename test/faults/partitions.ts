import { setTimeout as pause } from 'node:timers/promises'
import { between, type Chance } from '../support/chance.ts'
import type { ChaosProxy } from '../support/chaos/proxy.ts'

/** Ways in which a line goes bad for a while and is good again. */
export const partitions = {
  'reset by the network': async (line) => line.reset(),
  'black hole, then as it was': (line, chance) => during(line, () => line.both({ hole: true }), between(chance, 300, 2_500)),
  'black hole, then reset': async (line, chance) => {
    line.both({ hole: true })
    await pause(between(chance, 500, 2_500))
    line.reset()
    line.clear()
  },
  'only the hub is heard': (line, chance) => during(line, () => line.weather({ up: { hole: true } }), between(chance, 300, 2_000)),
  'only the hub hears': async (line, chance) => {
    line.weather({ down: { hole: true } })
    await pause(between(chance, 300, 2_000))
    if (chance() < 0.5) line.reset()
    line.clear()
  },
  'up to two seconds late': (line, chance) =>
    during(line, () => line.both({ latency: between(chance, 50, 1_000), jitter: 1_000 }), between(chance, 1_000, 3_000)),
  'three bytes at a time': (line, chance) => during(line, () => line.both({ slice: 3 }), between(chance, 1_000, 2_000)),
  'a trickle': (line, chance) => during(line, () => line.both({ rate: between(chance, 4_000, 32_000) }), between(chance, 1_000, 3_000)),
  'nobody let in': async (line, chance) => {
    line.weather({ refuse: true })
    line.reset()
    await pause(between(chance, 300, 2_500))
    line.clear()
  },
} satisfies Record<string, (line: ChaosProxy, chance: Chance) => Promise<void>>

export type PartitionKind = keyof typeof partitions

export const partitionKinds = Object.keys(partitions) as readonly PartitionKind[]

async function during(line: ChaosProxy, begin: () => void, ms: number): Promise<void> {
  begin()
  await pause(ms)
  line.clear()
}
