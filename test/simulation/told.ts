import { expect } from 'vitest'
import { type Ran, runSeed } from './run.ts'

/** What to do with a seed that failed. */
const howToSee = ({ seed, faults }: Ran): string =>
  `seed ${seed} fails; see it with: node test/simulation/seed-process.ts ${seed} story\n${faults.slice(0, 5).join('\n')}`

/** Each run of the suite lives through other worlds; `FROM` goes back to those of a run that failed, `SEEDS` says how many. */
const FROM = Number(process.env.FROM ?? Math.floor(Date.now() / 1_000) % 1_000_000_000)
const SEEDS = Number(process.env.SEEDS ?? 300)

export const seeds = { from: FROM, count: SEEDS }

/** Nothing is wrong in this world, or the seed and what was wrong are told. */
export async function isSound(seed: number): Promise<void> {
  const ran = await runSeed(seed)
  expect(ran.faults, howToSee(ran)).toEqual([])
}

/** Every second world from one on: two files share the work of one run. */
export async function areSound(first: 0 | 1): Promise<void> {
  for (let place = first; place < SEEDS; place += 2) await isSound(FROM + place)
}
